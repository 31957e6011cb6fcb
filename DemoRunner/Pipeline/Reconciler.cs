using DddAspire.DemoEnvironment.Faults;
using DddAspire.DemoEnvironment.State;
using DddAspire.DemoRunner.Kubernetes;
using DddAspire.DemoRunner.Runs;
using DddAspire.DemoRunner.Stories;
using OpenTelemetry;

namespace DddAspire.DemoRunner.Pipeline;

/// <summary>Compares git's head with what was run: the webhook is a hint, git is the truth.</summary>
internal sealed class Reconciler(RunCatalog runs, PipelineAccess access, TimeProvider time, ILogger<Reconciler> logger) : BackgroundService
{
    /// <summary>How often the pipeline tries by itself to deploy where not every integration is there yet.</summary>
    public const int FirstDeploymentAttempts = 3;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(4);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var seen = "";
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                // A look every few seconds would bury the traces of changes.
                using var quiet = SuppressInstrumentationScope.Begin();
                var state = await access.WaitForStateAsync(stoppingToken);
                seen = await ReconcileAsync(state, seen, stoppingToken);
            }
            catch (Exception exception) when (exception is DemoException or HttpRequestException or k8s.Autorest.HttpOperationException)
            {
                logger.ReconcileFailed(exception.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // A head is acted upon when it was there the last time too: the webhook of a push that just came has the first word.
    private async Task<string> ReconcileAsync(EnvironmentState state, string seen, CancellationToken cancellationToken)
    {
        if (runs.Next() is not null || await access.Repository(state).RemoteHeadAsync(cancellationToken) is not { } head)
        {
            return seen;
        }

        var newest = runs.Newest();
        if (newest?.Commit == head
            && (await EverythingIsDeployedAsync(state, cancellationToken) || (newest.Result != RunResult.Passed && runs.List().Count(run => run.Commit == head) >= FirstDeploymentAttempts)))
        {
            return head;
        }

        if (newest is null || seen == head)
        {
            var run = runs.Accept(head, RunTrigger.Reconcile, $"reconcile-{runs.List().Count}-{head}", traceParent: null);
            logger.PushNoticed(run.Id, head);
        }

        return head;
    }

    private static async Task<bool> EverythingIsDeployedAsync(EnvironmentState state, CancellationToken cancellationToken)
    {
        using var cluster = ClusterAccess.Open(state.Cluster.PipelineKubeconfig);
        foreach (var target in Solution.Namespaces)
        {
            if ((await ClusterView.ListAsync(cluster, target, cancellationToken)).Count < Solution.Integrations.Length)
            {
                return false;
            }
        }

        return true;
    }
}
