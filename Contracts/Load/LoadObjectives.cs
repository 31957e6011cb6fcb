namespace DddAspire.Contracts.Load;

/// <summary>What a run has to hold for the verdict "met". How fast the answers come is an objective only where the user makes it one; that they come at all is one.</summary>
/// <param name="MaxFailed">Calls that may fail; unsent ones count as failed.</param>
/// <param name="LongestGapMs">The longest time without a success, in milliseconds; at rates where two calls are further apart than that, two intervals. Null for no limit.</param>
/// <param name="MaxP99Ms">The p99 of the latency, in milliseconds, of all calls of the run. Null for no limit.</param>
/// <param name="LatenessLimitMs">The p99 of (sent - due), in milliseconds, beyond which the machine was too busy to measure on: inconclusive.</param>
/// <param name="AuditClean">Nothing acknowledged may be missing, nothing may be stored twice.</param>
public sealed record LoadObjectives(
    long MaxFailed = 0,
    double? LongestGapMs = 1000,
    double? MaxP99Ms = null,
    double LatenessLimitMs = 100,
    bool AuditClean = true);
