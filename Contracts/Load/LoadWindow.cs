using System.Collections.Immutable;

namespace DddAspire.Contracts.Load;

/// <summary>One second of the schedule: every call that was due in it, however late its answer came.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="Number">Which second of the run, from 0.</param>
/// <param name="Start">When the second began.</param>
/// <param name="Phase">The phase that the second began in.</param>
/// <param name="Rate">The rate asked for, calls a second.</param>
/// <param name="Scheduled">Calls due; succeeded + failed + cut off.</param>
/// <param name="Sent">Calls sent; scheduled less unsent.</param>
/// <param name="Succeeded">Calls answered in time with what was asked for.</param>
/// <param name="Failed">Calls failed, the unsent ones among them.</param>
/// <param name="Unsent">Calls not sent because too many were under way.</param>
/// <param name="LatencyMs">Latency of the successes from the moment each was due.</param>
/// <param name="ServiceMs">Latency of the successes from the moment each was begun.</param>
/// <param name="LatenessMs">How late the client began the calls.</param>
/// <param name="FailuresByKind">How many of each kind; kinds that did not occur are left out.</param>
/// <param name="Versions">Who answered.</param>
public sealed record LoadWindow(
    string Run,
    long Number,
    DateTimeOffset Start,
    string Phase,
    double Rate,
    long Scheduled,
    long Sent,
    long Succeeded,
    long Failed,
    long Unsent,
    Quantiles LatencyMs,
    Quantiles ServiceMs,
    Quantiles LatenessMs,
    ImmutableSortedDictionary<FailureKind, long> FailuresByKind,
    ImmutableArray<VersionCount> Versions);
