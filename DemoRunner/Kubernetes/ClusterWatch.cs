using System.Collections.Immutable;
using DddAspire.DemoEnvironment.Kubernetes;
using DddAspire.DemoRunner.Environments;
using DddAspire.DemoRunner.Workers;
using OpenTelemetry;
using k8s.Models;

namespace DddAspire.DemoRunner.Kubernetes;

/// <summary>What runs in the two namespaces, watched: whoever wants to know often asks here and costs the cluster nothing.</summary>
internal sealed class ClusterWatch(PipelineAccess access, WorkerHealth health, TimeProvider time, ILogger<ClusterWatch> logger)
    : PersistentWorker(health, time, logger)
{
    private readonly Lock gate = new();
    private readonly WorkerHealth health = health;
    private readonly TimeProvider time = time;
    private readonly KeptCluster cluster = new(ClusterAccess.OpenWithoutRetry);
    private readonly Dictionary<string, ResourceSnapshot<V1Deployment>> deployments = [];
    private readonly Dictionary<string, ResourceSnapshot<V1Pod>> pods = [];
    private ImmutableArray<IntegrationView>? views;

    /// <summary>The integrations of both namespaces with their pods; null while that is not known, such as when the cluster does not answer.</summary>
    public ImmutableArray<IntegrationView>? Current
    {
        get
        {
            lock (gate)
            {
                return views ??= IsCurrent() ? Read() : null;
            }
        }
    }

    protected override string Name => "the watch of the cluster";

    protected override TimeSpan PauseAfterFailure => ResourceWatch<V1Pod>.LongestPause;

    public override void Dispose()
    {
        cluster.Dispose();
        base.Dispose();
    }

    protected override async Task AttemptAsync(CancellationToken cancellationToken)
    {
        // A watch is a request that lasts a minute: as a trace it tells nobody anything.
        using var quiet = SuppressInstrumentationScope.Begin();
        await access.WaitForStateAsync(cancellationToken);
        await Task.WhenAll(Solution.Namespaces.SelectMany(space => (Task[])
        [
            new ResourceWatch<V1Deployment>(() => Open().DeploymentSource(space, ClusterView.Ours), time)
                .RunAsync(snapshot => Take(deployments, space, snapshot), cancellationToken),
            new ResourceWatch<V1Pod>(() => Open().PodSource(space, ClusterView.Ours), time)
                .RunAsync(snapshot => Take(pods, space, snapshot), cancellationToken),
        ]));
    }

    private ClusterAccess Open() => access.TryGetState() is { } state
        ? cluster.Get(state.Cluster.PipelineKubeconfig)
        : throw new ClusterUnavailableException("the environment is not set up");

    private void Take<T>(Dictionary<string, ResourceSnapshot<T>> part, string space, ResourceSnapshot<T> snapshot)
    {
        bool current;
        lock (gate)
        {
            part[space] = snapshot;
            views = null;
            current = IsCurrent();
        }

        if (snapshot.Fault is { } fault)
        {
            health.Failed(Name, fault);
        }
        else if (current)
        {
            ReportProgress();
        }
    }

    /// <summary>The pods of both namespaces, queue and database among them; null while that is not known.</summary>
    public ImmutableArray<V1Pod>? Pods
    {
        get
        {
            lock (gate)
            {
                return IsCurrent() ? [.. Solution.Namespaces.SelectMany(space => pods[space].Items.Values)] : null;
            }
        }
    }

    private bool IsCurrent() => Solution.Namespaces.All(space =>
        deployments.GetValueOrDefault(space) is { Fault: null } && pods.GetValueOrDefault(space) is { Fault: null });

    private ImmutableArray<IntegrationView> Read() =>
        [.. Solution.Namespaces.SelectMany(space => ClusterView.Views(deployments[space].Items.Values, pods[space].Items.Values))];
}
