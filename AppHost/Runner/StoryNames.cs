using System.Collections.Immutable;

namespace DddAspire.AppHost.Runner;

/// <summary>The stories that the runner tells.</summary>
internal static class StoryNames
{
    /// <summary>All of them, the usual one first.</summary>
    public static ImmutableArray<string> All { get; } = ["fix-pack", "application-update", "broken-fix-pack", "downtime", "no-change"];
}
