using System.Collections.Immutable;

namespace DddAspire.IntegrationServer.Health;

/// <summary>
/// Whether this server may be given work, and if not, why. Each part that must come up first hangs its reason here and takes it
/// away; asking costs nothing, so that the probe can ask every second.
/// </summary>
internal sealed class ReadinessState
{
    private ImmutableSortedDictionary<string, string> reasons = ImmutableSortedDictionary<string, string>.Empty;
    private ImmutableSortedDictionary<string, Func<string?>> checks = ImmutableSortedDictionary<string, Func<string?>>.Empty;

    public bool IsReady => Open.IsEmpty;

    public string Text => Open is { IsEmpty: false } open ? string.Join('\n', open.Select(reason => $"not ready: {reason.Key}: {reason.Value}")) : "ready";

    private ImmutableSortedDictionary<string, string> Open =>
        reasons.SetItems(from check in checks let problem = check.Value() where problem is not null select KeyValuePair.Create(check.Key, problem));

    public void Block(string part, string reason) =>
        ImmutableInterlocked.Update(ref reasons, (current, entry) => current.SetItem(entry.part, entry.reason), (part, reason));

    /// <summary>Asks this part each time; it gives the reason why it is not ready, or null.</summary>
    public void Watch(string part, Func<string?> problem) =>
        ImmutableInterlocked.Update(ref checks, (current, entry) => current.SetItem(entry.part, entry.problem), (part, problem));

    public void Clear(string part) => ImmutableInterlocked.Update(ref reasons, (current, name) => current.Remove(name), part);
}
