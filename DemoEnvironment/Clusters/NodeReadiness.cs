using System.Collections.Immutable;
using DddAspire.DemoEnvironment.Kubernetes;
using k8s.Models;

namespace DddAspire.DemoEnvironment.Clusters;

/// <summary>Whether a cluster's nodes take pods.</summary>
internal static class NodeReadiness
{
    // The second name is that of Kubernetes before 1.24.
    private static readonly ImmutableArray<string> RoleTaints = ["node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master"];

    /// <summary>Null when the API answers, every node is ready and one takes pods, else what was seen instead.</summary>
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

    /// <summary>Null when every node is ready and one takes pods, else what keeps them from it.</summary>
    public static string? WhyNot(IEnumerable<V1Node> nodes)
    {
        var all = nodes.ToList();
        return all.Select(WhyNotReady).DefaultIfEmpty("no node has joined yet").FirstOrDefault(reason => reason is not null)
            ?? (all.Exists(node => BlockingTaints(node).Count == 0)
                ? null
                : $"no node takes pods: {all[0].Metadata.Name} has the taint {string.Join(", ", BlockingTaints(all[0]).Select(taint => taint.Key))}");
    }

    /// <summary>Which taints keep a cluster's only node from taking pods because it has the control plane.</summary>
    public static IReadOnlyList<V1Taint> RoleTaintsOfTheOnlyNode(IList<V1Node> nodes) =>
        nodes is [var only] ? BlockingTaints(only).Where(taint => RoleTaints.Contains(taint.Key)).ToList() : [];

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

    // PreferNoSchedule keeps nothing away from a node that is the only one.
    private static List<V1Taint> BlockingTaints(V1Node node) => (node.Spec?.Taints ?? []).Where(taint => taint.Effect is "NoSchedule" or "NoExecute").ToList();
}
