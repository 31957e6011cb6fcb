using System.Collections.Immutable;

namespace DddAspire.DemoRunner.Dockerfiles;

/// <summary>A stage of a build: a FROM and what follows it.</summary>
/// <param name="File">The Dockerfile.</param>
/// <param name="Index">Counted from 0.</param>
/// <param name="Name">In lower case; null when it has none.</param>
/// <param name="Base">What FROM names, variables filled in: an image, <c>scratch</c> or an earlier stage.</param>
/// <param name="Parent">The earlier stage that it begins with; null for an image.</param>
/// <param name="From">The FROM instruction.</param>
/// <param name="Instructions">The ones after it.</param>
/// <param name="Globals">The arguments that were declared before the first FROM, with their defaults.</param>
internal sealed record BuildStage(
    Dockerfile File, int Index, string? Name, SourceText Base, BuildStage? Parent, Instruction From, ImmutableArray<Instruction> Instructions,
    IReadOnlyDictionary<string, SourceText> Globals)
{
    private const string Scratch = "scratch";

    /// <summary>The stage whose FROM names the image that this one is made from in the end.</summary>
    public BuildStage Root => Parent?.Root ?? this;

    /// <summary>The image that it begins with; null when it begins with another stage or with nothing.</summary>
    public ImageReference? Image => Parent is null && Base.Text != Scratch ? ImageReference.Parse(Base) : null;

    /// <summary>What <c>--from</c> and <c>--mount=…,from=</c> name: stages or images.</summary>
    public IEnumerable<SourceText> Sources() => Instructions.SelectMany(instruction => instruction.Keyword switch
    {
        "COPY" => instruction.Flag("from") is { } from ? [from] : [],
        "RUN" => instruction.Flags.Where(flag => flag.Text.StartsWith("--mount=", StringComparison.Ordinal)).SelectMany(MountSource),
        _ => Enumerable.Empty<SourceText>(),
    });

    /// <summary>The files that it copies from the folder, as they are named there.</summary>
    /// <exception cref="DockerfileFaultException">A word can't be read.</exception>
    public IEnumerable<CopiedFile> Copies()
    {
        var variables = StageVariables.Of(this);
        foreach (var instruction in Instructions.Where(one => one.Keyword is "COPY" or "ADD" && one.Flag("from") is null))
        {
            var words = JsonWords.TryRead(instruction.Arguments) ?? ShellWords.Split(instruction.Arguments, File.Escape);
            foreach (var word in words.Take(words.Length - 1))
            {
                yield return new CopiedFile(instruction, variables.Expand(word, instruction));
            }
        }
    }

    private static IEnumerable<SourceText> MountSource(SourceText flag)
    {
        const string key = ",from=";
        var options = flag.Text.Replace("--mount=", "--mount,", StringComparison.Ordinal);
        var start = options.IndexOf(key, StringComparison.Ordinal);
        if (start >= 0)
        {
            var value = flag.From(start + key.Length);
            var comma = value.Text.IndexOf(',', StringComparison.Ordinal);
            yield return comma < 0 ? value : value.Slice(0, comma);
        }
    }
}

/// <summary>A source of a COPY or ADD.</summary>
/// <param name="Instruction">The instruction.</param>
/// <param name="Source">The source, variables filled in.</param>
internal sealed record CopiedFile(Instruction Instruction, SourceText Source)
{
    /// <summary>Whether it names one bar, not several by a pattern.</summary>
    public bool IsBar => Source.Text.EndsWith(".bar", StringComparison.OrdinalIgnoreCase) && Source.Text.AsSpan().IndexOfAny('*', '?', '[') < 0;

    /// <summary>The folder, with its slash.</summary>
    public string Folder => Source.Text[..NameStart];

    /// <summary>The file's name without folder and extension.</summary>
    public SourceText Name => Source.Slice(NameStart, Math.Max(0, Source.Text.LastIndexOf('.') - NameStart));

    private int NameStart => Source.Text.LastIndexOf('/') + 1;
}
