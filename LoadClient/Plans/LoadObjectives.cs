namespace DddAspire.LoadClient.Plans;

/// <summary>What a run has to hold for the verdict "met".</summary>
/// <param name="MaxFailed">Calls that may fail; unsent ones count as failed.</param>
/// <param name="LongestGapMs">The longest time without a success, in milliseconds. At rates where two calls are further apart than that, two intervals.</param>
/// <param name="P99Factor">The p99 after the baseline may be this many times that of the baseline.</param>
/// <param name="P99FloorMs">A p99 up to this many milliseconds is accepted whatever the baseline: the noise of a laptop that also builds images.</param>
/// <param name="LatenessLimitMs">The p99 of (sent - due), in milliseconds, beyond which the client can't blame the server for slowness: inconclusive.</param>
/// <param name="AuditClean">Nothing acknowledged may be missing, nothing may be stored twice.</param>
public sealed record LoadObjectives(
    long MaxFailed = 0,
    double LongestGapMs = 1000,
    double P99Factor = 5,
    double P99FloorMs = 500,
    double LatenessLimitMs = 100,
    bool AuditClean = true);
