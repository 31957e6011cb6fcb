namespace DddAspire.Contracts.Stories;

/// <summary>One step of a story.</summary>
/// <param name="Number">From 1 on.</param>
/// <param name="Title">What it does, in words.</param>
/// <param name="Result">How it went.</param>
/// <param name="StartedAt">UTC; null when it was never reached.</param>
/// <param name="EndedAt">UTC; null when it was never reached.</param>
/// <param name="Detail">What was seen, or why it failed.</param>
public sealed record StepFigures(
    int Number,
    string Title,
    StepResult Result,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    string? Detail);

/// <summary>How a step stands.</summary>
public enum StepResult
{
    /// <summary>Not reached: yet, or at all.</summary>
    Skipped,

    /// <summary>Under way.</summary>
    Running,

    /// <summary>It saw what it expected.</summary>
    Passed,

    /// <summary>It did not.</summary>
    Failed,
}
