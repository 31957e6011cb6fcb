using System.Collections.Immutable;

namespace DddAspire.DemoRunner.Stories;

/// <summary>What the callers saw, and what the load client makes of it.</summary>
/// <param name="Figures">Calls, latencies, failures.</param>
/// <param name="Versions">Versions seen in the answers.</param>
/// <param name="Audit">The quotes read back; null when that could not be done.</param>
/// <param name="Instrument">How well the load client kept its schedule.</param>
/// <param name="Judgement">The load client's own verdict on its objectives.</param>
/// <param name="Reasons">Its reasons, in words.</param>
internal sealed record LoadFacts(
    StoryLoadFigures Figures,
    ImmutableArray<VersionSeen> Versions,
    StoryAuditFigures? Audit,
    InstrumentFigures Instrument,
    VerdictKind Judgement,
    ImmutableArray<string> Reasons)
{
    /// <summary>The story's marks by the load client's clock, which is its own: two programs agree on the time until somebody sets the machine's.</summary>
    public ImmutableArray<PhaseMark> Marks { get; init; } = [];

    /// <summary>What it notes beside its verdict.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Which versions served together, by single answers.</summary>
    public ImmutableArray<VersionSetSeen> Matrix { get; init; } = [];

    /// <summary>Calls that failed and were due before anything was changed: no change can be why.</summary>
    public long FailedBeforeChange { get; init; }
}
