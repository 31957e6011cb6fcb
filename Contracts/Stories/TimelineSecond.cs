using System.Collections.Immutable;

namespace DddAspire.Contracts.Stories;

/// <summary>One second of load, as drawn in the report and on the page.</summary>
/// <param name="At">Its start, UTC.</param>
/// <param name="Succeeded">Calls due in it that succeeded.</param>
/// <param name="Failed">Calls due in it that failed.</param>
/// <param name="P99Ms">99 % of its calls were answered within this many milliseconds.</param>
/// <param name="Versions">Successful calls by the version of the story's integration that served them, such as <c>12.0.11.0-r1/AcmeV1</c>.</param>
public sealed record TimelineSecond(
    DateTimeOffset At,
    long Succeeded,
    long Failed,
    double P99Ms,
    ImmutableSortedDictionary<string, long> Versions)
{
    /// <summary>Half of its calls were answered within this many milliseconds.</summary>
    public double P50Ms { get; init; }
}

/// <summary>A moment worth a line in the timeline.</summary>
/// <param name="At">UTC.</param>
/// <param name="Name">Such as "upgrade-pushed".</param>
public sealed record TimeMark(DateTimeOffset At, string Name);
