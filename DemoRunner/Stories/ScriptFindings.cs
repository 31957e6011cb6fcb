namespace DddAspire.DemoRunner.Stories;

/// <summary>Was the script followed to its end?</summary>
internal static class ScriptFindings
{
    public static IEnumerable<Finding> Of(StoryFacts facts)
    {
        foreach (var setback in facts.Setbacks)
        {
            yield return setback.Cause == SetbackCause.Expectation
                ? Finding.Failed(setback.Reason)
                : Finding.Inconclusive(setback.Reason);
        }

        if (facts.Changes.Length < facts.PlannedChanges)
        {
            yield return Finding.Inconclusive($"{facts.Changes.Length} of {facts.PlannedChanges} changes were made.");
        }
    }
}
