using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.Tools;
using DddAspire.DemoRunner.Runs;

namespace DddAspire.DemoRunner.Stories;

/// <summary>Sees to it that git holds again what it held when the story began, whatever failed or was stopped in between.</summary>
/// <param name="tools">What the story works with.</param>
/// <param name="journal">Takes notes.</param>
/// <param name="clone">Where the story pushed from.</param>
/// <param name="steps">Tells of it.</param>
/// <param name="integrations">What was changed, in words.</param>
internal sealed class WayBack(StoryTools tools, StoryJournal journal, UserClone clone, StepScope steps, string integrations)
{
    private static readonly TimeSpan RunLimit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan PutBackLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan PutBackLimitAtTheEnd = TimeSpan.FromSeconds(3);

    /// <summary>Waits for the last change's run: it may still be on its way when the steps that wait for it were cut short; one that never ends is no reason to leave it in git.</summary>
    public async Task LastRunEndedAsync(string commit, CancellationToken cancellationToken)
    {
        try
        {
            await tools.Runs.WaitForCommitAsync(commit, RunLimit, cancellationToken);
        }
        catch (RunNotFinishedException exception)
        {
            journal.Append(new StoryEvent.Noted(tools.Time.GetUtcNow(), exception.Message));
        }
    }

    /// <summary>Takes the commits back in git, the newest first, and waits for nothing else.</summary>
    /// <param name="commits">The newest first.</param>
    /// <param name="to">What the integrations run then, in words.</param>
    /// <param name="closing">The program is being stopped, which leaves less time.</param>
    public async Task PutBackAsync(IReadOnlyCollection<string> commits, string to, CancellationToken closing)
    {
        using var limit = new CancellationTokenSource(PutBackLimit, tools.Time);
        await using var shorter = closing.Register(() => limit.CancelAfter(PutBackLimitAtTheEnd));
        await steps.AfterwardsAsync("The change put back in git", token => PuttingBackAsync(commits, to, token), limit.Token);
    }

    private async Task<StepOutcome> PuttingBackAsync(IReadOnlyCollection<string> commits, string to, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var commit = await clone.RevertAsync(commits, $"Put {integrations} back to {to}", cancellationToken);
                var told = $"{integrations} was put back to {to} in git (commit {CommitId.Abbreviate(commit)}).";
                journal.Append(new StoryEvent.Noted(tools.Time.GetUtcNow(), told));
                return StepOutcome.Expected(told);
            }
            catch (ToolException exception)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), tools.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (cancellationToken.IsCancellationRequested)
                {
                    throw new ChangeLeftInGitException(integrations, exception);
                }
            }
        }
    }
}

/// <summary>A story could not put its change back in git before its end.</summary>
internal sealed class ChangeLeftInGitException(string integrations, Exception cause) : DemoException(
    $"the change of {integrations} is still in git, because git could not be reached: {cause.Message}",
    "./demo up   # then the next story puts it back first, or: curl -X POST http://127.0.0.1:5050/reset", cause);
