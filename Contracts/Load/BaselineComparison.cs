namespace DddAspire.Contracts.Load;

/// <summary>The calls before the mark <see cref="PhaseMark.BaselineEnd"/> against those after it.</summary>
/// <param name="BaselineSucceeded">Successes due before the mark.</param>
/// <param name="BaselineP99Ms">The p99 of their latency, in milliseconds.</param>
/// <param name="ChangeSucceeded">Successes due after it.</param>
/// <param name="ChangeP99Ms">The p99 of their latency, in milliseconds.</param>
public sealed record BaselineComparison(long BaselineSucceeded, double BaselineP99Ms, long ChangeSucceeded, double ChangeP99Ms);
