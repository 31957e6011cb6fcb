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
            .Concat(CallerFindings.Of(facts))
            .Concat(BystanderFindings.Of(facts))
            .Concat(LoadFindings.Of(facts))
            .ToImmutableArray();
        var outcome = Worst(findings);
        return new(outcome, [.. findings.Where(finding => finding.Outcome == outcome).Select(finding => finding.Reason)]);
    }

    private static StoryOutcome Worst(ImmutableArray<Finding> findings) =>
        findings.Any(finding => finding.Outcome == StoryOutcome.Failed) ? StoryOutcome.Failed
        : findings.Any(finding => finding.Outcome == StoryOutcome.Inconclusive) ? StoryOutcome.Inconclusive
        : StoryOutcome.Passed;
}
