using DddAspire.DemoEnvironment.Kubernetes;
using DddAspire.DemoEnvironment.State;
using DddAspire.DemoRunner.Environments;
using DddAspire.DemoRunner.Git;
using DddAspire.DemoRunner.Kubernetes;
using DddAspire.DemoRunner.Runs;
using DddAspire.DemoRunner.Workers;
using OpenTelemetry;

namespace DddAspire.DemoRunner.Pipeline;

/// <summary>
/// Compares git's head with what was run: the webhook is a hint, git is the truth. The cluster is asked only when its watch shows something
/// that should not be.
/// </summary>
internal sealed class Reconciler(
    RunCatalog runs, PipelineAccess access, BranchHead branch, ClusterWatch watch, WorkerHealth health, TimeProvider time, ILogger<Reconciler> logger)
    : PersistentWorker(health, time, logger)
{
    /// <summary>How often the pipeline tries by itself to deploy a head that is not live yet, or whose run a part of the environment broke.</summary>
    public const int FirstDeploymentAttempts = 3;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(4);

    // One comparison may wait for git and for the cluster, each of which has a limit of its own.
    private static readonly TimeSpan ComparisonLimit = TimeSpan.FromMinutes(4);

    private readonly TimeProvider time = time;
    private string seen = "";

    protected override string Name => "the comparison of git with the cluster";

    protected override TimeSpan PauseAfterFailure => Interval;

    protected override async Task AttemptAsync(CancellationToken cancellationToken)
    {
        // A comparison every few seconds would bury the traces of changes.
        using var quiet = SuppressInstrumentationScope.Begin();
        var state = await access.WaitForStateAsync(cancellationToken);
        using var limit = new CancellationTokenSource(ComparisonLimit, time);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        seen = await ReconcileAsync(state, limited.Token);
        ReportProgress();
        await Task.Delay(Interval, time, cancellationToken);
    }

    // A head is acted upon when it was there the last time too: the webhook of a push that just came has the first word.
    private async Task<string> ReconcileAsync(EnvironmentState state, CancellationToken cancellationToken)
    {
        if (runs.Next() is not null || await branch.ReadAsync(state.Git, cancellationToken) is not { } head)
        {
            return seen;
        }

        var newest = runs.NewestOfBranch();
        if (newest?.Commit == head && IsSettled(newest, await EverythingIsDeployedAsync(state, newest, cancellationToken)))
        {
            return head;
        }

        if (newest is null || seen == head)
        {
            var run = runs.Accept(head, RunTrigger.Reconcile, $"reconcile-{Guid.NewGuid():N}", traceParent: null);
            logger.PushNoticed(run.Id, head);
        }

        return head;
    }

    private bool IsSettled(RunView newest, bool everythingIsDeployed) =>
        (everythingIsDeployed && !newest.EnvironmentFault)
        || (newest.Result != RunResult.Passed && runs.List().Count(run => run.Commit == newest.Commit) >= FirstDeploymentAttempts);

    // What git held at the newest run is there in every namespace, and nobody has changed it by hand since.
    private async Task<bool> EverythingIsDeployedAsync(EnvironmentState state, RunView newest, CancellationToken cancellationToken)
    {
        if (watch.Current is { } watched && IsDeployed(newest, watched))
        {
            return true;
        }

        // The watch may be a moment behind a run that has just ended, which must not be run again for that.
        using var cluster = ClusterAccess.Open(state.Cluster.PipelineKubeconfig, time);
        var spaces = await Task.WhenAll(Solution.Namespaces.Select(space => ClusterView.ListAsync(cluster, space, cancellationToken)));
        return IsDeployed(newest, [.. spaces.SelectMany(views => views)]);
    }

    private static bool IsDeployed(RunView newest, IReadOnlyCollection<IntegrationView> there) =>
        newest.Integrations.DefaultIfEmpty(Solution.Api).All(name =>
            Solution.Namespaces.All(space => there.Any(view => view.Namespace == space && view.Name == name && view.Drift is null)));
}
