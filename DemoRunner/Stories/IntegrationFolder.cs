using System.Collections.Immutable;
using DddAspire.DemoRunner.Dockerfiles;

namespace DddAspire.DemoRunner.Stories;

/// <summary>An integration's folder in a clone.</summary>
/// <param name="Name">The integration's name.</param>
/// <param name="Files">The texts that a story edits.</param>
/// <param name="Bars">The bars in it, by their paths in the folder, in order.</param>
internal sealed record IntegrationFolder(string Name, IntegrationFiles Files, ImmutableArray<string> Bars)
{
    private const string Extension = ".bar";

    /// <summary>What docker makes of its Dockerfile.</summary>
    /// <exception cref="DockerfileFaultException">Nothing.</exception>
    public BuildPlan Plan => BuildPlan.Read(Name, Files.Dockerfile);

    /// <summary>The bar to update to: the one after the one that is copied, in its folder.</summary>
    /// <exception cref="StoryRefusedException">There is no other.</exception>
    /// <exception cref="DockerfileFaultException">The Dockerfile names no bar that could be changed.</exception>
    public string NextBar()
    {
        var current = CopiedBar();
        return NamesBeside(current).FirstOrDefault(bar => string.CompareOrdinal(bar, current.Name.Text) > 0)
            ?? throw new StoryRefusedException($"{Name} has no bar after {current.Name}.", $"Add one beside it in git; there are: {string.Join(", ", Bars)}.");
    }

    /// <summary>The Dockerfile with another bar.</summary>
    /// <exception cref="DockerfileFaultException">It can't be changed: it names the line.</exception>
    public string WithBar(string name) => DockerfileEditor.WithBar(Plan, CopiedBar(), name);

    /// <summary>Whether a bar lies beside the one that is copied.</summary>
    public bool Has(string bar) => NamesBeside(CopiedBar()).Contains(bar);

    private CopiedFile CopiedBar()
    {
        var plan = Plan;
        return plan.Bars().LastOrDefault(bar => Bars.Contains(PathOf(bar)))
            ?? throw plan.File.Fault(
                plan.Needed().SelectMany(stage => stage.Copies()).Select(copy => copy.Instruction.Offset).LastOrDefault(plan.Final.From.Offset),
                "no COPY or ADD names a bar of the folder, so there is no word to change", "COPY <name>.bar <folder>, or change the bar by hand and push");
    }

    private IEnumerable<string> NamesBeside(CopiedFile current)
    {
        var folder = PathOf(current)[..^(current.Name.Length + Extension.Length)];
        return Bars.Where(bar => bar.StartsWith(folder, StringComparison.Ordinal) && bar.LastIndexOf('/') < folder.Length)
            .Select(bar => bar[folder.Length..^Extension.Length]);
    }

    private static string PathOf(CopiedFile bar) => bar.Source.Text.TrimStart('/') is var path && path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;
}
