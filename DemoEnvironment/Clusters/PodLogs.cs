using System.Collections.Immutable;
using DddAspire.DemoEnvironment.Kubernetes;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.Status;
using k8s.Models;

namespace DddAspire.DemoEnvironment.Clusters;

/// <summary>What the pods of an integration say.</summary>
/// <param name="layout">Where the kubeconfig is.</param>
/// <param name="time">The clock.</param>
public sealed class PodLogs(StateLayout layout, TimeProvider time)
{
    /// <summary>
    /// Follows every pod from its start to its end, each line with its pod's name: those of a new version too, while pods of the old one live.
    /// </summary>
    /// <param name="targetNamespace">Their namespace.</param>
    /// <param name="integration">Its name.</param>
    /// <param name="onLine">Takes each line, of one pod after another or of several at once.</param>
    /// <param name="cancellationToken">Ends it, which nothing else does.</param>
    public async Task FollowAsync(string targetNamespace, string integration, Action<string> onLine, CancellationToken cancellationToken)
    {
        using var cluster = new KeptCluster(ClusterAccess.OpenWithoutRetry);
        var pods = new Dictionary<string, PodLog>(StringComparer.Ordinal);
        var before = new ResourceSnapshot<V1Pod>(ImmutableSortedDictionary<string, V1Pod>.Empty, null);
        try
        {
            await new ResourceWatch<V1Pod>(() => Open().PodSource(targetNamespace, $"app.kubernetes.io/name={integration}"), time)
                .RunAsync(Take, cancellationToken);
        }
        finally
        {
            await Task.WhenAll(pods.Values.Select(pod => pod.Following)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        ClusterAccess Open() => cluster.Get(layout.Kubeconfig);

        void Take(ResourceSnapshot<V1Pod> now)
        {
            foreach (var pod in Changed(before, now))
            {
                if (!pods.TryGetValue(pod.Metadata.Name, out var log))
                {
                    var container = IntegrationContainer.Find([.. pod.Spec.Containers], one => one.Name, one => one.Image, integration)?.Name ?? pod.Spec.Containers[0].Name;
                    log = pods[pod.Metadata.Name] = new PodLog((since, token) => Open().FollowLogAsync(pod, container, since, onLine, token), time);
                }

                log.Poll(cancellationToken);
            }

            before = now;
        }
    }

    /// <summary>The pods of which there is news. After the cluster was away there may be news of all: their logs were cut too.</summary>
    internal static IEnumerable<V1Pod> Changed(ResourceSnapshot<V1Pod> before, ResourceSnapshot<V1Pod> now) => now.Fault is not null
        ? []
        : now.Items.Values.Where(pod => before.Fault is not null
            || before.Items.GetValueOrDefault(pod.Metadata.Name)?.Metadata.ResourceVersion != pod.Metadata.ResourceVersion);
}
