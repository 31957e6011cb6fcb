using System.Collections.Immutable;
using System.Globalization;

namespace DddAspire.DemoRunner.Dockerfiles;

/// <summary>A Dockerfile's stages, and which of them the last one needs: docker builds no others.</summary>
/// <param name="File">The Dockerfile.</param>
/// <param name="Stages">All, in order.</param>
internal sealed record BuildPlan(Dockerfile File, ImmutableArray<BuildStage> Stages)
{
    private const string Example = "write FROM <registry>/ace-server:<fix pack>";

    /// <summary>The stage that becomes the image.</summary>
    public BuildStage Final => Stages[^1];

    /// <summary>The image that the integration's image is made from, through all stages in between; null for scratch.</summary>
    public ImageReference? BaseImage => Final.Root.Image;

    /// <summary>The line of the FROM that names it.</summary>
    public int BaseLine => File.Line(Final.Root.From.Offset);

    /// <summary>Reads a Dockerfile's stages.</summary>
    /// <exception cref="DockerfileFaultException">Docker would not take it either.</exception>
    public static BuildPlan Read(string integration, string text) => Of(DockerfileReader.Read(integration, text));

    /// <exception cref="DockerfileFaultException">It has no FROM, or one that names no image.</exception>
    public static BuildPlan Of(Dockerfile file)
    {
        var globals = StageVariables.Global(file);
        var stages = ImmutableArray.CreateBuilder<BuildStage>();
        foreach (var instruction in file.Instructions)
        {
            switch (instruction.Keyword)
            {
                case "FROM":
                    stages.Add(Begin(file, instruction, globals, stages));
                    break;
                case var _ when stages.Count > 0:
                    stages[^1] = stages[^1] with { Instructions = stages[^1].Instructions.Add(instruction) };
                    break;
                case "ARG":
                    globals.Set(instruction, ImmutableDictionary<string, SourceText>.Empty);
                    break;
                default:
                    throw file.Fault(instruction.Offset, $"there is no FROM line before {instruction.Keyword}", Example);
            }
        }

        return stages.Count > 0 ? new BuildPlan(file, stages.ToImmutable()) : throw file.Fault(0, "there is no FROM line", Example);
    }

    /// <summary>The stages that the last one is made from or copies from, itself included.</summary>
    public IReadOnlyList<BuildStage> Needed()
    {
        var needed = new SortedSet<int>();
        Visit(Final);
        return [.. needed.Select(index => Stages[index])];

        void Visit(BuildStage stage)
        {
            if (needed.Add(stage.Index))
            {
                foreach (var other in stage.Sources().Select(source => FindStage(source.Text, stage.Index)).Append(stage.Parent).OfType<BuildStage>())
                {
                    Visit(other);
                }
            }
        }
    }

    /// <summary>Every image that the build takes something from, with its line.</summary>
    public IReadOnlyList<(ImageReference Image, int Line)> Images() =>
    [
        .. Needed().SelectMany(stage => stage.Sources()
            .Where(source => FindStage(source.Text, stage.Index) is null && source.Text.Length > 0 && !source.Text.Contains('$', StringComparison.Ordinal))
            .Select(source => (ImageReference.Parse(source), File.Line(source.Start)))
            .Prepend((stage.Image!, File.Line(stage.From.Offset))))
            .Where(pair => pair.Item1 is not null)
            .DistinctBy(pair => pair.Item1.Whole.Text),
    ];

    /// <summary>The bars that are copied by their names, in order.</summary>
    public IReadOnlyList<CopiedFile> Bars() => [.. Needed().SelectMany(stage => stage.Copies()).Where(copy => copy.IsBar)];

    private static BuildStage Begin(Dockerfile file, Instruction from, StageVariables globals, IReadOnlyList<BuildStage> earlier)
    {
        var words = from.Arguments.Split();
        if (words.Length == 0)
        {
            throw file.Fault(from.Offset, "FROM names no image", Example);
        }

        if (words.Length != 1 && (words.Length != 3 || !words[1].Text.Equals("AS", StringComparison.OrdinalIgnoreCase)))
        {
            throw file.Fault(from.Offset, "FROM takes one image, or an image AS a name", Example);
        }

        var image = globals.Expand(words[0], from);
        if (image.Text.Trim().Length == 0)
        {
            throw file.Fault(words[0].Start, $"the base image {words[0]} has no known value", "give its ARG a default: the pipeline passes no --build-arg");
        }

        // Stages' names are lower case; FROM, unlike COPY --from, looks for one exactly as written.
        var parent = earlier.LastOrDefault(stage => stage.Name == image.Text);
        return new BuildStage(file, earlier.Count, words.Length == 3 ? words[2].Text.ToLowerInvariant() : null, image, parent, from, [], globals.Values);
    }

    private BuildStage? FindStage(string name, int before) =>
        Stages.Take(before).LastOrDefault(stage => name.Equals(stage.Name, StringComparison.OrdinalIgnoreCase))
        ?? (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < before ? Stages[index] : null);
}
