namespace DddAspire.DemoRunner.Stories;

/// <summary>Was the script followed to its end?</summary>
internal static class ScriptFindings
{
    public static IEnumerable<Finding> Of(StoryFacts facts)
    {
        foreach (var failure in facts.StepFailures)
        {
            yield return failure.Cause == StepFailureCause.Expectation
                ? Finding.Failed(failure.Reason)
                : Finding.Inconclusive(failure.Reason);
        }

        if (facts.Changes.Length < facts.PlannedChanges)
        {
            yield return Finding.Inconclusive($"{facts.Changes.Length} of {facts.PlannedChanges} changes were made.");
        }
    }
}
