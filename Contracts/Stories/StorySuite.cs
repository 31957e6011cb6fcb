using System.Collections.Immutable;

namespace DddAspire.Contracts.Stories;

/// <summary>All stories, told one after another, and what each of them is to prove.</summary>
public static class StorySuite
{
    /// <summary>What stands for all of them where a story is named.</summary>
    public const string Name = "all";

    /// <summary>The stories, in the order in which they are told.</summary>
    public static ImmutableArray<StoryName> Stories { get; } = [.. Enum.GetValues<StoryName>()];

    /// <summary>The verdict that a story is to have; the controls are to be caught.</summary>
    public static StoryOutcome Wanted(StoryName story) =>
        story is StoryName.Downtime or StoryName.NoChange ? StoryOutcome.Failed : StoryOutcome.Passed;

    /// <summary>Whether a verdict is the wanted one; of the control that must cost calls, whether they were counted. A meter that can't fail proves nothing.</summary>
    /// <param name="story">The story.</param>
    /// <param name="verdict">Its verdict; null when it came to none.</param>
    /// <param name="failedCalls">The calls that failed while it was told.</param>
    public static bool IsRight(StoryName story, StoryOutcome? verdict, long failedCalls) =>
        verdict == Wanted(story) && (story != StoryName.Downtime || failedCalls > 0);
}
