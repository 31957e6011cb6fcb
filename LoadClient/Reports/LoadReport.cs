using System.Collections.Immutable;
using DddAspire.LoadClient.Plans;
using DddAspire.LoadClient.Verdicts;

namespace DddAspire.LoadClient.Reports;

/// <summary>Everything a run found. While it still runs: so far, with <see cref="EndedAt"/> null and nothing audited.</summary>
public sealed record LoadReport(
    string Id,
    LoadPlan Plan,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    LoadVerdict Verdict,
    LoadFigures Load,
    ImmutableArray<VersionSighting> Versions,
    AuditFigures Audit,
    ImmutableArray<PhaseMark> Marks,
    ImmutableArray<PhaseFigures> Phases,
    BaselineComparison? Comparison,
    ScheduleFigures Schedule,
    ConnectionFigures Connections,
    ClientFigures Client);
