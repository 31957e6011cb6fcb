using System.Collections.Immutable;

namespace DddAspire.DemoRunner.Stories;

/// <summary>The answers' header that says which version of each integration served.</summary>
internal static class VersionHeaders
{
    /// <summary>The header's name.</summary>
    public const string Name = "X-Integration-Versions";

    /// <summary>Reads <c>api=12.0.11.0-r1/DrivewayDemo, acme=…</c>; integrations get their full names.</summary>
    public static ImmutableSortedDictionary<string, IntegrationVersion> Read(string header) =>
        header.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2))
            .Where(pair => pair.Length == 2 && pair[1].Contains('/', StringComparison.Ordinal))
            .DistinctBy(pair => pair[0], StringComparer.Ordinal)
            .ToImmutableSortedDictionary(pair => Solution.FullName(pair[0]), pair => Version(pair[1]), StringComparer.Ordinal);

    private static IntegrationVersion Version(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return new(text[..slash], text[(slash + 1)..]);
    }
}
