using DddAspire.DemoEnvironment.Steps;
using DddAspire.DemoRunner.Runs;

namespace DddAspire.DemoRunner.Stories;

/// <summary>Pushes a change as a user and follows it through the pipeline to its end.</summary>
internal sealed class ChangeDelivery(StoryTools tools, UserClone clone, string integration)
{
    private static readonly TimeSpan WebhookLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RunLimit = TimeSpan.FromMinutes(10);
    private readonly SolutionCheck solution = new(tools);

    /// <summary>Commits and pushes <paramref name="files"/>.</summary>
    public async Task<PushedChange> PushAsync(string title, ExpectedEffect expected, IntegrationFiles files, string message, CancellationToken cancellationToken)
    {
        var before = await solution.SettledAsync(cancellationToken);
        var pushedAt = tools.Time.GetUtcNow();
        var commit = await clone.PushAsync(integration, files, message, cancellationToken);
        return new(title, expected, commit, pushedAt, before);
    }

    /// <summary>Waits until the pipeline has a run of the commit.</summary>
    /// <exception cref="WaitTimedOutException">It has none, in time.</exception>
    /// <exception cref="ExpectationException">Something else than the webhook started it.</exception>
    public async Task<RunView> RunAsync(PushedChange change, CancellationToken cancellationToken)
    {
        var run = await tools.Patience.UntilAsync(
            $"a pipeline run of commit {change.ShortCommit}", WebhookLimit, "curl -s http://127.0.0.1:5050/runs",
            _ => Task.FromResult(Look(change)),
            cancellationToken);
        return run.Trigger == RunTrigger.Webhook
            ? run
            : throw new ExpectationException(
                $"Run {run.Id} of commit {change.ShortCommit} was started by {run.Trigger}, not by the webhook.",
                "Look for the webhook's delivery in the git server and in serve.log.");
    }

    /// <summary>Waits for the end of the run and for the pods to settle.</summary>
    public async Task<ChangeFacts> EndAsync(PushedChange change, CancellationToken cancellationToken)
    {
        var run = await tools.Runs.WaitForCommitAsync(change.Commit, RunLimit, cancellationToken);
        return change.Done(run, await solution.SettledAsync(cancellationToken));
    }

    private Sighting<RunView> Look(PushedChange change)
    {
        var runs = tools.Runs.List();
        return new(
            runs.FirstOrDefault(run => run.Commit == change.Commit),
            $"{runs.Count} runs, none of that commit");
    }
}
