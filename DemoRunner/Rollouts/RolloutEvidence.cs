using DddAspire.DemoEnvironment.Kubernetes;
using DddAspire.DemoRunner.Kubernetes;
using k8s.Autorest;
using k8s.Models;

namespace DddAspire.DemoRunner.Rollouts;

/// <summary>What the newest pod of a rollout that failed has to say: its events and the end of its log.</summary>
internal static class RolloutEvidence
{
    private const int LogLines = 8;
    private const int LogBytes = 16 * 1024;

    public static async Task<string> ReadAsync(ClusterAccess cluster, string integration, string targetNamespace, CancellationToken cancellationToken)
    {
        var pods = await cluster.PodsAsync(targetNamespace, ClusterView.Selector(integration), cancellationToken);
        var culprit = pods.OrderByDescending(pod => pod.Metadata.CreationTimestamp).FirstOrDefault();
        if (culprit is null)
        {
            return "";
        }

        var events = await cluster.EventsAsync(culprit, cancellationToken);
        var said = events.Where(item => item.Type == "Warning").Select(item => $"{item.Reason}: {item.Message}").Distinct().TakeLast(3);
        return $"\nevents of {culprit.Metadata.Name}: {string.Join("; ", said)}\nits last log lines:\n{await LogAsync(cluster, culprit, cancellationToken)}";
    }

    private static async Task<string> LogAsync(ClusterAccess cluster, V1Pod pod, CancellationToken cancellationToken)
    {
        try
        {
            return (await cluster.LogAsync(pod, container: null, LogLines, LogBytes, cancellationToken)).TrimEnd();
        }
        catch (HttpOperationException)
        {
            return "(none: its container never started)";
        }
    }
}
