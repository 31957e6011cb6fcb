using System.Collections.Immutable;

namespace DddAspire.Contracts.Load;

/// <summary>The calls of a run. scheduled = succeeded + failed + cutOff; sent = scheduled - unsent; failed includes unsent.</summary>
/// <param name="Rate">The rate asked for at the end of the run, calls a second.</param>
/// <param name="Scheduled">Calls due.</param>
/// <param name="Sent">Calls sent.</param>
/// <param name="Succeeded">Calls answered in time with what was asked for.</param>
/// <param name="Failed">Calls failed.</param>
/// <param name="Unsent">Calls not sent because too many were under way.</param>
/// <param name="Retries">Always 0: the client has no code that sends a call again.</param>
/// <param name="LongestGapMs">The longest time without a success, from the first due call to the end of the schedule, in milliseconds.</param>
/// <param name="LatencyMs">Latency of the successes from the moment each was due.</param>
/// <param name="Failures">The first failures, in the order in which they became known.</param>
/// <param name="FailuresDropped">Failures beyond those kept.</param>
/// <param name="FailuresByKind">How many of each kind; kinds that did not occur are left out.</param>
/// <param name="CutOff">Calls under way when the run was broken off: neither succeeded nor failed.</param>
/// <param name="ServiceMs">Latency of the successes from the moment each was begun: what a closed-loop tool would have shown.</param>
/// <param name="FailureShareBelow">With no failure among N calls: 3/N, the share that the true one is below at 95 % confidence; null otherwise.</param>
public sealed record LoadFigures(
    double Rate,
    long Scheduled,
    long Sent,
    long Succeeded,
    long Failed,
    long Unsent,
    long Retries,
    double LongestGapMs,
    Quantiles LatencyMs,
    ImmutableArray<CallFailure> Failures,
    long FailuresDropped,
    ImmutableSortedDictionary<FailureKind, long> FailuresByKind,
    long CutOff,
    Quantiles ServiceMs,
    double? FailureShareBelow);
