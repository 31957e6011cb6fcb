using System.Collections.Immutable;

namespace DddAspire.DemoRunner.Reports;

/// <summary>Which versions served together, over time: a row for each set that the header of one answer named.</summary>
internal static class VersionMatrix
{
    /// <summary>The columns: each integration, and when.</summary>
    public static ImmutableArray<string> Heads(ImmutableArray<VersionSetSeen> matrix) =>
        [.. Integrations(matrix), "first seen", "last seen", "answers"];

    /// <summary>The rows; a version that differs from the row before is marked.</summary>
    public static IEnumerable<ImmutableArray<(string Text, bool IsNew)>> Rows(ImmutableArray<VersionSetSeen> matrix) =>
        matrix.Select((seen, index) => (ImmutableArray<(string, bool)>)
        [
            .. Integrations(matrix).Select(name => (Version(seen, name), index > 0 && Version(matrix[index - 1], name) != Version(seen, name))),
            (Markup.Clock(seen.FirstSeen), false),
            (Markup.Clock(seen.LastSeen), false),
            (Markup.Number(seen.Answers), false),
        ]);

    private static ImmutableSortedSet<string> Integrations(ImmutableArray<VersionSetSeen> matrix) =>
        matrix.SelectMany(seen => seen.Versions.Keys).ToImmutableSortedSet(StringComparer.Ordinal);

    private static string Version(VersionSetSeen seen, string integration) => seen.Versions.GetValueOrDefault(integration)?.ToString() ?? "–";
}
