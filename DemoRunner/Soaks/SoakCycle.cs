using System.Collections.Immutable;
using DddAspire.DemoEnvironment.Status;

namespace DddAspire.DemoRunner.Soaks;

/// <summary>One upgrade and rollback, measured as a story, and what the demo took of the machine after it.</summary>
/// <param name="Number">From 1 on.</param>
/// <param name="Outcome">The story's verdict.</param>
/// <param name="Reasons">Why, in words.</param>
/// <param name="Took">From its first step to its verdict.</param>
/// <param name="Load">The calls; null when none were made.</param>
/// <param name="Audit">The quotes read back; null when that could not be done.</param>
/// <param name="Usage">Memory, handles and disk afterwards.</param>
internal sealed record SoakCycle(
    int Number,
    StoryOutcome Outcome,
    ImmutableArray<string> Reasons,
    TimeSpan Took,
    StoryLoadFigures? Load,
    StoryAuditFigures? Audit,
    EnvironmentUsage Usage)
{
    /// <summary>The cycle that a story told.</summary>
    /// <param name="number">From 1 on.</param>
    /// <param name="told">How it started.</param>
    /// <param name="end">How it ended.</param>
    /// <param name="report">Its report; null when that could not be written.</param>
    /// <param name="usage">Memory, handles and disk afterwards.</param>
    public static SoakCycle Of(int number, StoryProgress told, StoryEvent.Ended end, StoryReport? report, EnvironmentUsage usage) =>
        new(number, end.Verdict, end.Reasons, end.At - told.StartedAt, report?.Load, report?.Audit, usage);
}
