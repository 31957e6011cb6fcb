namespace DddAspire.DemoRunner.Pipeline;

/// <summary>What an integration's Dockerfile says about its runtime and application.</summary>
/// <param name="BaseImage">The last FROM line's reference.</param>
/// <param name="FixPack">That reference's tag, or its digest when it has no tag.</param>
/// <param name="Bar">The first bar copied, without folder and extension; "none" when there is none.</param>
/// <param name="FromLine">Number of the FROM line, counted from 1.</param>
internal sealed record DockerfileFacts(string BaseImage, string FixPack, string Bar, int FromLine)
{
    /// <summary>Reads a Dockerfile.</summary>
    /// <param name="integration">For messages.</param>
    /// <param name="text">The whole file.</param>
    /// <param name="files">Names of the files beside it.</param>
    /// <exception cref="DockerfileFaultException">It has no FROM, or copies a bar that is not there.</exception>
    public static DockerfileFacts Read(string integration, string text, IReadOnlyCollection<string> files)
    {
        DockerfileFacts? facts = null;
        var lines = text.Split('\n');
        for (var number = 1; number <= lines.Length; number++)
        {
            var words = lines[number - 1].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            switch (words)
            {
                case [var from, ..] when from.Equals("FROM", StringComparison.OrdinalIgnoreCase):
                    var image = words.Skip(1).FirstOrDefault(word => !word.StartsWith("--", StringComparison.Ordinal))
                        ?? throw new DockerfileFaultException(integration, number, "FROM names no image", "write FROM <registry>/ace-server:<fix pack>");
                    facts = new DockerfileFacts(image, FixPackOf(image), facts?.Bar ?? "none", number);
                    break;
                case [var copy, .. var operands] when copy.Equals("COPY", StringComparison.OrdinalIgnoreCase) && facts is not null:
                    facts = facts with { Bar = CheckBars(integration, number, operands, files) ?? facts.Bar };
                    break;
            }
        }

        return facts ?? throw new DockerfileFaultException(integration, 1, "there is no FROM line", "write FROM <registry>/ace-server:<fix pack>");
    }

    private static string? CheckBars(string integration, int number, string[] operands, IReadOnlyCollection<string> files)
    {
        string? first = null;
        foreach (var source in operands.SkipLast(1).Where(word => word.EndsWith(".bar", StringComparison.OrdinalIgnoreCase) && !word.Contains('*', StringComparison.Ordinal)))
        {
            var name = Path.GetFileName(source);
            if (!files.Contains(name))
            {
                throw new DockerfileFaultException(integration, number, $"COPY of {source}, which is not in the folder",
                    $"there are: {string.Join(", ", files.Where(file => file.EndsWith(".bar", StringComparison.Ordinal)).Order())}");
            }

            first ??= Path.GetFileNameWithoutExtension(name);
        }

        return first;
    }

    private static string FixPackOf(string image)
    {
        var digest = image.IndexOf('@', StringComparison.Ordinal);
        var named = digest < 0 ? image : image[..digest];
        var colon = named.LastIndexOf(':');
        return colon > named.LastIndexOf('/') ? named[(colon + 1)..] : digest < 0 ? "latest" : image[(digest + 1)..];
    }
}
