using System.Collections.Immutable;

namespace DddAspire.DemoRunner.Stories;

/// <summary>Everything a verdict is drawn from.</summary>
/// <param name="Subject">What the story set out to change.</param>
/// <param name="PlannedChanges">How many commits its script pushes.</param>
/// <param name="Changes">Those it did push.</param>
/// <param name="Load">What the callers saw; null when there were none.</param>
/// <param name="StepFailures">Steps that did not see what they expected.</param>
internal sealed record StoryFacts(
    StorySubject Subject,
    int PlannedChanges,
    ImmutableArray<ChangeFacts> Changes,
    LoadFacts? Load,
    ImmutableArray<StepFailure> StepFailures)
{
    /// <summary>Whether callers of the API are served by the story's integration, as was seen before anything was changed.</summary>
    public bool IsCalled { get; init; } = true;

    /// <summary>What served together before any change, where a story mixes the versions of several integrations; null where it is about one alone.</summary>
    public VersionSet? Start { get; init; }
}
