using DddAspire.DemoEnvironment.Kubernetes;
using k8s.Models;

namespace DddAspire.DemoEnvironment.Clusters;

/// <summary>Whether a cluster's nodes take pods.</summary>
internal static class NodeReadiness
{
    /// <summary>Null when the API answers and every node is ready, else what was seen instead.</summary>
    public static async Task<string?> WhyNotAsync(ClusterAdmin cluster, CancellationToken cancellationToken)
    {
        try
        {
            return WhyNot(await cluster.NodesAsync(cancellationToken));
        }
        catch (ClusterCallException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>Null when every node is ready, else what keeps one from it.</summary>
    public static string? WhyNot(IEnumerable<V1Node> nodes) =>
        nodes.Select(WhyNotReady).DefaultIfEmpty("no node has joined yet").FirstOrDefault(reason => reason is not null);

    /// <summary>Whether every node carries <paramref name="annotation"/>.</summary>
    public static bool AllAnnotated(IEnumerable<V1Node> nodes, string annotation) =>
        nodes.All(node => node.Metadata.Annotations?.ContainsKey(annotation) == true);

    /// <summary>Null when a node is ready, else what keeps it from it.</summary>
    public static string? WhyNotReady(V1Node node)
    {
        if (node.Status?.Conditions is not { } conditions)
        {
            return $"node {node.Metadata.Name} has not reported yet";
        }

        var ready = conditions.FirstOrDefault(condition => condition.Type == "Ready");
        return ready?.Status == "True" ? null : $"node {node.Metadata.Name} is not ready: {ready?.Message ?? "no condition yet"}";
    }
}
