
namespace DddAspire.Contracts.Load;

/// <summary>The calls due between two marks.</summary>
/// <param name="Name">The mark that the phase begins with; <see cref="PhaseMark.Start"/> for the first.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="Scheduled">Calls due in it.</param>
/// <param name="Succeeded">Those that succeeded.</param>
/// <param name="Failed">Those that failed.</param>
/// <param name="LatencyMs">Latency of the successes from the moment each was due.</param>
public sealed record PhaseFigures(
    string Name, DateTimeOffset StartedAt, long Scheduled, long Succeeded, long Failed, Quantiles LatencyMs);
