using System.Collections.Immutable;
using DddAspire.Contracts.Faults;
using DddAspire.Contracts.Stories;

namespace DddAspire.AppHost.Stories;

/// <summary>The stories to tell, one after another, from the parameter <c>story</c>: a name, several with commas, all, or none.</summary>
internal static class StorySelection
{
    private const string None = "none";

    /// <summary>The names.</summary>
    /// <exception cref="MachineException">There is no such story.</exception>
    public static ImmutableArray<StoryName> Parse(string text) => text.Trim() switch
    {
        None => [],
        StorySuite.Name => StorySuite.Stories,
        var list => [.. list.Split(',', StringSplitOptions.TrimEntries).Select(Known)],
    };

    /// <summary>Whether a story proved what it was to prove. Of several stories the controls are to be caught; told alone, a story's verdict is what it is.</summary>
    public static bool IsRight(StoryName story, StoryEnd end, bool alone) =>
        alone ? end.Verdict == StoryOutcome.Passed : StorySuite.IsRight(story, end.Verdict, end.FailedCalls);

    private static StoryName Known(string name) => StoryNames.Parse(name) ?? throw new MachineException(
        $"parameter story is '{name}'; allowed: {string.Join(", ", StoryNames.All)}, several of them with commas, {StorySuite.Name}, {None}",
        $"dotnet run --project AppHost -- --Parameters:story={StoryNames.All[0]}");
}
