using System.Collections.Immutable;
using DddAspire.Contracts.Load;

namespace DddAspire.Contracts.Stories;

/// <summary>The load of a story, counted by the client that made it.</summary>
/// <param name="Rate">Calls a second that were asked for.</param>
/// <param name="Scheduled">Calls that came due.</param>
/// <param name="Sent">Calls that were sent.</param>
/// <param name="Succeeded">Calls answered in time and as asked.</param>
/// <param name="Failed">Calls that were not; <paramref name="Unsent"/> ones included.</param>
/// <param name="Unsent">Calls that were due and could not be sent: saturation.</param>
/// <param name="Retries">Calls sent again by the client's own connection layer.</param>
/// <param name="LongestGapMs">The longest time without a successful call, in milliseconds.</param>
/// <param name="LatencyMs">From the moment a call was due, in milliseconds.</param>
/// <param name="Failures">The first failures, each with its time; their number is limited, <paramref name="Failed"/> is not.</param>
public sealed record StoryLoadFigures(
    double Rate,
    long Scheduled,
    long Sent,
    long Succeeded,
    long Failed,
    long Unsent,
    long Retries,
    double LongestGapMs,
    Quantiles LatencyMs,
    ImmutableArray<FailureSeen> Failures);

/// <summary>One call that failed.</summary>
/// <param name="At">When it was due, UTC.</param>
/// <param name="Kind">What went wrong.</param>
/// <param name="Detail">What was seen, in words.</param>
public sealed record FailureSeen(DateTimeOffset At, FailureKind Kind, string Detail);
