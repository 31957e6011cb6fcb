using System.Collections.Immutable;
using DddAspire.Contracts.Runner;
using DddAspire.Contracts.Stories;

namespace DddAspire.AppHost.Stories;

/// <summary>What came of a story.</summary>
/// <param name="Id">Its id, also its report's.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Reasons">Why.</param>
/// <param name="FailedCalls">The calls that failed while it was told.</param>
internal sealed record StoryEnd(string Id, StoryOutcome Verdict, ImmutableArray<string> Reasons, long FailedCalls);

/// <summary>Has the runner tell a story and follows it to its end, as <c>./demo story</c> does.</summary>
internal static class StoryRun
{
    /// <summary>Tells it.</summary>
    /// <param name="runner">Who tells.</param>
    /// <param name="story">Which one.</param>
    /// <param name="storyOptions">The rate, and what is changed.</param>
    /// <param name="onLine">Takes the lines of its log.</param>
    /// <param name="onStep">Takes where it stands, such as <c>step 5 of 8: …</c>.</param>
    /// <param name="cancellationToken">Stops following; the story itself is cancelled by <see cref="RunnerClient.CancelStoryAsync"/>.</param>
    /// <exception cref="RunnerRefusedException">The runner refused it.</exception>
    /// <exception cref="RunnerUnreachableException">The runner stopped answering before its end.</exception>
    public static async Task<StoryEnd> RunAsync(
        RunnerClient runner, StoryName story, StoryOptions storyOptions, Action<string> onLine, Func<string, Task> onStep, CancellationToken cancellationToken)
    {
        var accepted = await runner.BeginStoryAsync(story, storyOptions, cancellationToken);
        ImmutableArray<string> titles = [];
        var failedCalls = 0L;
        await foreach (var happened in runner.FollowStoryAsync(cancellationToken))
        {
            titles = happened is StoryEvent.Started started ? started.Titles : titles;
            failedCalls += happened is StoryEvent.LoadSeen load ? load.Second.Failed : 0;
            if (StoryEventText.Line(happened, titles) is { } line)
            {
                onLine(line);
            }

            if (happened is StoryEvent.StepStarted step)
            {
                await onStep(StoryEventText.Step(step, titles));
            }

            if (happened is StoryEvent.Ended ended)
            {
                return new StoryEnd(accepted.Id, ended.Verdict, ended.Reasons, failedCalls);
            }
        }

        throw new RunnerUnreachableException("The runner stopped telling the story.", "See the runner's log.");
    }
}
