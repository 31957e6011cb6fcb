using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace DddAspire.Contracts.Load;

/// <summary>Everything a run found. While it still runs: so far, with <see cref="EndedAt"/> null and nothing audited.</summary>
public sealed record LoadReport(
    string Id,
    LoadPlan Plan,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    LoadVerdict Verdict,
    LoadFigures Load,
    ImmutableArray<VersionObservation> Versions,
    AuditFigures Audit,
    ImmutableArray<PhaseMark> Marks,
    ImmutableArray<PhaseFigures> Phases,
    BaselineComparison? Comparison,
    ScheduleFigures Schedule,
    ConnectionFigures Connections,
    ClientFigures Client)
{
    /// <summary>How busy the machine was; null while that is not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MachineFigures? Machine { get; init; }

    /// <summary>Which versions of several integrations served together, by single answers, in the order first seen; null when no answer named several.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<VersionSetObservation>? VersionSets { get; init; }
}
