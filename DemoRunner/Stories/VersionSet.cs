using System.Collections.Immutable;

namespace DddAspire.DemoRunner.Stories;

/// <summary>Which version of each integration serves at one time.</summary>
/// <param name="Versions">By integration.</param>
internal sealed record VersionSet(ImmutableSortedDictionary<string, IntegrationVersion> Versions)
{
    /// <summary>How many fix packs serve together.</summary>
    public int FixPacks => Versions.Values.Select(version => version.Runtime).Distinct(StringComparer.Ordinal).Count();

    /// <summary>The same with other versions of some integrations.</summary>
    public VersionSet With(IEnumerable<KeyValuePair<string, IntegrationVersion>> versions) => new(Versions.SetItems(versions));

    /// <summary>Whether just these served.</summary>
    public bool Is(ImmutableSortedDictionary<string, IntegrationVersion> served) => Versions.SequenceEqual(served);

    /// <summary>As people read it.</summary>
    public override string ToString() => string.Join(", ", Versions.Select(pair => $"{pair.Key} {pair.Value}"));
}
