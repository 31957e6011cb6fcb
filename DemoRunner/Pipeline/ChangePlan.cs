using System.Collections.Immutable;

namespace DddAspire.DemoRunner.Pipeline;

/// <summary>Which integrations a commit changes, decided from content alone. Pure.</summary>
/// <param name="Changed">Integrations that some namespace does not run yet as the commit has them.</param>
/// <param name="Untouched">The others.</param>
internal sealed record ChangePlan(ImmutableArray<string> Changed, ImmutableArray<string> Untouched)
{
    /// <param name="wanted">Content hash of each integration at the commit.</param>
    /// <param name="deployed">For each namespace, the content hash of each integration there.</param>
    public static ChangePlan Make(IReadOnlyDictionary<string, string> wanted, IEnumerable<IReadOnlyDictionary<string, string>> deployed)
    {
        var everywhere = deployed.ToList();
        var byChange = wanted.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .ToLookup(pair => everywhere.Any(there => there.GetValueOrDefault(pair.Key) != pair.Value), pair => pair.Key);
        return new ChangePlan([.. byChange[true]], [.. byChange[false]]);
    }
}
