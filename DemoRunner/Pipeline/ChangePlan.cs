using System.Collections.Immutable;

namespace DddAspire.DemoRunner.Pipeline;

/// <summary>Which integrations a commit changes, decided from content alone. Pure.</summary>
/// <param name="Changed">Integrations that some namespace does not run yet as the commit has them.</param>
/// <param name="Untouched">The others that the commit holds, those with a fault among them.</param>
/// <param name="Removed">Integrations that run and that the commit holds no more.</param>
internal sealed record ChangePlan(ImmutableArray<string> Changed, ImmutableArray<string> Untouched, ImmutableArray<string> Removed)
{
    /// <param name="wanted">Content hash of each integration at the commit.</param>
    /// <param name="faulty">Integrations at the commit that can't be built.</param>
    /// <param name="deployed">For each namespace, the content hash of each integration there.</param>
    public static ChangePlan Make(IReadOnlyDictionary<string, string> wanted, IEnumerable<string> faulty, IEnumerable<IReadOnlyDictionary<string, string>> deployed)
    {
        var everywhere = deployed.ToList();
        var held = wanted.Keys.Concat(faulty).Order(StringComparer.Ordinal).ToList();
        var byChange = held.ToLookup(name => wanted.TryGetValue(name, out var hash) && everywhere.Any(there => there.GetValueOrDefault(name) != hash));
        var running = everywhere.SelectMany(there => there.Keys).Distinct().Except(held).Order(StringComparer.Ordinal);
        return new ChangePlan([.. byChange[true]], [.. byChange[false]], [.. running]);
    }
}
