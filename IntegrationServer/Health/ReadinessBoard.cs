using System.Collections.Immutable;

namespace DddAspire.IntegrationServer.Health;

/// <summary>
/// Whether this server may be given work, and if not, why. Each part that must come up first hangs its reason here and takes it
/// away; asking costs nothing, so that the probe can ask every second.
/// </summary>
internal sealed class ReadinessBoard
{
    private ImmutableSortedDictionary<string, string> reasons = ImmutableSortedDictionary<string, string>.Empty;

    public bool IsReady => reasons.IsEmpty;

    public string Text => reasons is { IsEmpty: false } open ? string.Join('\n', open.Select(reason => $"not ready: {reason.Key}: {reason.Value}")) : "ready";

    public void Block(string part, string reason) =>
        ImmutableInterlocked.Update(ref reasons, (current, entry) => current.SetItem(entry.part, entry.reason), (part, reason));

    public void Clear(string part) => ImmutableInterlocked.Update(ref reasons, (current, name) => current.Remove(name), part);
}
