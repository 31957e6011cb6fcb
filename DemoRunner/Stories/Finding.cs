namespace DddAspire.DemoRunner.Stories;

/// <summary>One thing that speaks for or against a story's claim.</summary>
/// <param name="Outcome">What the verdict would be if this were the only finding.</param>
/// <param name="Reason">In words, with figures.</param>
internal sealed record Finding(StoryOutcome Outcome, string Reason)
{
    public static Finding Passed(string reason) => new(StoryOutcome.Passed, reason);

    public static Finding Failed(string reason) => new(StoryOutcome.Failed, reason);

    public static Finding Inconclusive(string reason) => new(StoryOutcome.Inconclusive, reason);
}
