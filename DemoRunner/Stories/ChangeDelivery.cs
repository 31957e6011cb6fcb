using DddAspire.DemoEnvironment.Steps;

namespace DddAspire.DemoRunner.Stories;

/// <summary>Pushes a change as a user and follows it through the pipeline to its end.</summary>
internal sealed class ChangeDelivery(StoryTools tools, UserClone clone)
{
    private static readonly TimeSpan PushLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan WebhookLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RunLimit = TimeSpan.FromMinutes(10);
    private readonly SolutionCheck solution = new(tools);

    /// <summary>Commits and pushes the files of the one integration that is changed, marked as the story's own until it takes them back.</summary>
    public Task<PushedChange> PushAsync(PlannedChange plan, IntegrationFiles files, string message, string story, CancellationToken cancellationToken) =>
        PushAsync(plan, token => clone.PushAsync(plan.Targets.Keys.Single(), files, message, story, token), cancellationToken);

    /// <summary>Takes pushed commits back, the newest first, by one commit: git holds again, byte for byte, what it held before.</summary>
    public Task<PushedChange> RevertAsync(PlannedChange plan, IReadOnlyCollection<string> commits, string message, CancellationToken cancellationToken) =>
        PushAsync(plan, token => clone.RevertAsync(commits, message, token), cancellationToken);

    private async Task<PushedChange> PushAsync(PlannedChange plan, Func<CancellationToken, Task<string>> push, CancellationToken cancellationToken)
    {
        var before = await solution.SettledAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        var pushedAt = tools.Time.GetUtcNow();
        // Not to be cut off half-way: whether the git server took it must be known.
        using var limit = new CancellationTokenSource(PushLimit, tools.Time);
        var commit = await push(limit.Token);
        return new(plan, commit, pushedAt, before) { Diff = await clone.ShowAsync(commit, limit.Token) };
    }

    /// <summary>Waits until the pipeline has a run of the commit.</summary>
    /// <exception cref="WaitTimedOutException">It has none, in time.</exception>
    /// <exception cref="ExpectationException">Something else than the webhook started it.</exception>
    public async Task<RunView> RunAsync(PushedChange change, CancellationToken cancellationToken)
    {
        var run = await tools.WaitForAsync(
            $"a pipeline run of commit {change.ShortCommit}", WebhookLimit, "curl -s http://127.0.0.1:5050/runs",
            _ => Task.FromResult(Observe(change)),
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

    private Observation<RunView> Observe(PushedChange change)
    {
        var runs = tools.Runs.List();
        return new(
            tools.Runs.Newest(change.Commit),
            $"{runs.Count} runs, none of that commit");
    }
}
