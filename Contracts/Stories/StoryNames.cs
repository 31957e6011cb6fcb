using System.Collections.Immutable;

namespace DddAspire.Contracts.Stories;

/// <summary>The stories' names as people type them.</summary>
public static class StoryNames
{
    private static readonly ImmutableDictionary<StoryName, string> Written = new Dictionary<StoryName, string>
    {
        [StoryName.FixPack] = "fix-pack",
        [StoryName.ApplicationUpdate] = "application-update",
        [StoryName.BrokenFixPack] = "broken-fix-pack",
        [StoryName.SeveralVersions] = "several-versions",
        [StoryName.Downtime] = "downtime",
        [StoryName.NoChange] = "no-change",
    }.ToImmutableDictionary();

    /// <summary>All of them, in the order in which they are told.</summary>
    public static ImmutableArray<string> All { get; } = [.. Enum.GetValues<StoryName>().Select(Format)];

    /// <summary>The name as one would type it.</summary>
    public static string Format(StoryName story) => Written[story];

    /// <summary>The story of that name; null when there is none.</summary>
    public static StoryName? Parse(string name) =>
        Written.Where(pair => pair.Value == name).Select(pair => (StoryName?)pair.Key).FirstOrDefault();
}
