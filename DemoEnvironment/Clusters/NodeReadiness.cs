using System.Text.Json;

namespace DddAspire.DemoEnvironment.Clusters;

/// <summary>Whether a cluster's nodes take pods, from <c>kubectl get nodes</c>.</summary>
internal static class NodeReadiness
{
    /// <summary>Null when every node is ready, else what keeps one from it.</summary>
    public static string? WhyNot(JsonElement nodeList)
    {
        var nodes = nodeList.GetProperty("items").EnumerateArray().ToArray();
        return nodes.Length == 0 ? "no node has joined yet" : nodes.Select(WhyNotReady).FirstOrDefault(reason => reason is not null);
    }

    /// <summary>Whether every node carries <paramref name="annotation"/>.</summary>
    public static bool AllAnnotated(JsonElement nodeList, string annotation) =>
        nodeList.GetProperty("items").EnumerateArray().All(node =>
            node.GetProperty("metadata").TryGetProperty("annotations", out var annotations) && annotations.TryGetProperty(annotation, out _));

    private static string? WhyNotReady(JsonElement node)
    {
        var name = node.GetProperty("metadata").GetProperty("name").GetString();
        if (!node.GetProperty("status").TryGetProperty("conditions", out var conditions))
        {
            return $"node {name} has not reported yet";
        }

        var ready = conditions.EnumerateArray().FirstOrDefault(condition => condition.GetProperty("type").GetString() == "Ready");
        return ready.ValueKind == JsonValueKind.Object && ready.GetProperty("status").GetString() == "True"
            ? null
            : $"node {name} is not ready: {(ready.ValueKind == JsonValueKind.Object ? ready.GetProperty("message").GetString() : "no condition yet")}";
    }
}
