namespace DddAspire.Contracts.Load;

/// <summary>One failed call, as kept for the report.</summary>
/// <param name="At">When the call was due.</param>
/// <param name="Kind">What went wrong.</param>
/// <param name="Detail">The evidence, in words.</param>
/// <param name="Version">The version header of the answer, if there was an answer with one.</param>
/// <param name="Call">Which call of the schedule, from 0.</param>
/// <param name="AfterMs">How long after it was due it was known to have failed, in milliseconds.</param>
public sealed record CallFailure(DateTimeOffset At, FailureKind Kind, string Detail, string? Version, long Call, double AfterMs);
