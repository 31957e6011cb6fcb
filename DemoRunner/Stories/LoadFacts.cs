using System.Collections.Immutable;
using DddAspire.DemoRunner.Reports;

namespace DddAspire.DemoRunner.Stories;

/// <summary>What the callers saw, and what the load client makes of it.</summary>
/// <param name="Figures">Calls, latencies, failures.</param>
/// <param name="Versions">Versions seen in the answers.</param>
/// <param name="Audit">The quotes read back; null when that could not be done.</param>
/// <param name="Instrument">How well the load client kept its schedule.</param>
/// <param name="Judgement">The load client's own verdict on its objectives.</param>
/// <param name="Reasons">Its reasons, in words.</param>
internal sealed record LoadFacts(
    LoadFigures Figures,
    ImmutableArray<VersionSeen> Versions,
    AuditFigures? Audit,
    InstrumentFigures Instrument,
    LoadJudgement Judgement,
    ImmutableArray<string> Reasons);

/// <summary>Whether the load's objectives were met.</summary>
internal enum LoadJudgement
{
    /// <summary>All of them.</summary>
    Met,

    /// <summary>At least one was not, and the service is to blame.</summary>
    Missed,

    /// <summary>The client was too weak to tell.</summary>
    Inconclusive,
}
