using System.Collections.Immutable;

namespace DddAspire.DemoRunner.Stories;

/// <summary>What follows from a story's facts.</summary>
/// <param name="Outcome">Failed if any finding says so; else inconclusive if any says so; else passed.</param>
/// <param name="Reasons">The findings that decided it.</param>
internal sealed record StoryVerdict(StoryOutcome Outcome, ImmutableArray<string> Reasons)
{
    /// <summary>Judges <paramref name="facts"/>.</summary>
    public static StoryVerdict Judge(StoryFacts facts)
    {
        var findings = ScriptFindings.Of(facts)
            .Concat(ChangeFindings.Of(facts))
            .Concat(CallerFindings.Of(facts).Concat(VersionSetFindings.Of(facts)).Select(finding => Excused(facts, finding)))
            .Concat(BystanderFindings.Of(facts))
            .Concat(LoadFindings.Of(facts))
            .ToImmutableArray();
        var outcome = Worst(findings);
        return new(outcome, [.. findings.Where(finding => finding.Outcome == outcome).Select(finding => finding.Reason)]);
    }

    // What callers did not see of a change that could not take place is nobody's failure.
    private static Finding Excused(StoryFacts facts, Finding finding) =>
        finding.Outcome == StoryOutcome.Failed && facts.Changes.Any(change => ChangeFindings.Excuse(change) is not null)
            ? Finding.Inconclusive(finding.Reason)
            : finding;

    private static StoryOutcome Worst(ImmutableArray<Finding> findings) =>
        findings.Any(finding => finding.Outcome == StoryOutcome.Failed) ? StoryOutcome.Failed
        : findings.Any(finding => finding.Outcome == StoryOutcome.Inconclusive) ? StoryOutcome.Inconclusive
        : StoryOutcome.Passed;
}
