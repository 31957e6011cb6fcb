namespace DddAspire.DemoRunner.Dockerfiles;

/// <summary>Changes the words of a Dockerfile that say which base image or which bar, and nothing else of the file.</summary>
internal static class DockerfileEditor
{
    private const string ByHand = "edit the Dockerfile in a clone and push";

    /// <summary>The same with another tag of the base image, and its digest where one is written.</summary>
    /// <param name="plan">What is to be changed.</param>
    /// <param name="tag">The other tag.</param>
    /// <param name="digest">The digest behind it; null when the registry can't be asked for it.</param>
    /// <exception cref="DockerfileFaultException">It can't be changed: it names the line.</exception>
    public static string WithBaseImage(BuildPlan plan, string tag, string? digest)
    {
        if (plan.BaseImage is not { } image)
        {
            throw plan.File.Fault(plan.Final.Root.From.Offset, "scratch has no fix packs", ByHand);
        }

        var expected = Expected(image, tag, digest);
        var text = plan.File.Text;
        if (image.Digest is { } old)
        {
            text = Replace(plan, old, digest ?? throw Unknown(plan, image, tag));
        }

        // The later word first: the earlier one's place stays what it was, unless an ARG further down holds it.
        plan = BuildPlan.Read(plan.File.Integration, text);
        if (plan.BaseImage?.Tag is { } written)
        {
            text = Replace(plan, written, tag);
        }
        else if (image.Digest is null)
        {
            text = Insert(plan, plan.BaseImage!.Whole, $":{tag}");
        }

        var edited = BuildPlan.Read(plan.File.Integration, text);
        return edited.BaseImage?.Whole.Text == expected
            ? text
            : throw plan.File.Fault(plan.Final.Root.From.Offset, $"the base image can't be changed to {expected} by changing its words", ByHand);
    }

    /// <summary>The same with a comment as its last line.</summary>
    public static string WithComment(BuildPlan plan, string comment)
    {
        var text = plan.File.Text;
        var end = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        return $"{text}{(text.EndsWith('\n') ? "" : end)}# {comment}{end}";
    }

    /// <summary>The same with another bar in a copied one's place.</summary>
    /// <exception cref="DockerfileFaultException">It can't be changed: it names the line.</exception>
    public static string WithBar(BuildPlan plan, CopiedFile copied, string name)
    {
        var expected = plan.Bars().Select(bar => $"{bar.Folder}{(bar.Source.Start == copied.Source.Start ? name : bar.Name.Text)}").ToList();
        var text = Replace(plan, copied.Name, name);
        return BuildPlan.Read(plan.File.Integration, text).Bars().Select(bar => $"{bar.Folder}{bar.Name}").SequenceEqual(expected)
            ? text
            : throw plan.File.Fault(copied.Instruction.Offset, $"{copied.Source} can't be changed to {name}.bar by changing its words", ByHand);
    }

    private static string Expected(ImageReference image, string tag, string? digest)
    {
        var name = image.Whole.Text.Split('@')[0];
        name = image.Tag is { } written ? name[..^(written.Length + 1)] : name;
        return image.Digest is null ? $"{name}:{tag}" : image.Tag is null ? $"{name}@{digest}" : $"{name}:{tag}@{digest}";
    }

    // Of a word that is put together from several places the one is changed that holds all that differs.
    private static string Replace(BuildPlan plan, SourceText old, string wanted)
    {
        foreach (var (start, length) in old.Runs().Where(run => old.Origins[run.Start] != SourceText.Nowhere))
        {
            var before = old.Text[..start];
            var after = old.Text[(start + length)..];
            if (wanted.Length >= before.Length + after.Length
                && wanted.StartsWith(before, StringComparison.Ordinal) && wanted.EndsWith(after, StringComparison.Ordinal))
            {
                return plan.File.Text.Remove(old.Origins[start], length).Insert(old.Origins[start], wanted[before.Length..^after.Length]);
            }
        }

        throw plan.File.Fault(Math.Max(0, old.Start), $"'{old}' is put together from several places, none of which makes it '{wanted}'", ByHand);
    }

    private static string Insert(BuildPlan plan, SourceText after, string added) => after.Origins[^1] == SourceText.Nowhere
        ? throw plan.File.Fault(plan.Final.Root.From.Offset, $"'{after}' stands in no line that a tag could be added to", ByHand)
        : plan.File.Text.Insert(after.Origins[^1] + 1, added);

    private static DockerfileFaultException Unknown(BuildPlan plan, ImageReference image, string tag) => plan.File.Fault(
        image.Digest!.Start, $"{image} is pinned by its digest, and {image.Registry} does not tell the digest of {image.Repository}:{tag}",
        $"docker buildx imagetools inspect {image.Registry}/{image.Repository}:{tag}   # shows it, if you may; {ByHand}");
}
