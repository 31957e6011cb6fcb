using System.Collections.Immutable;
using System.Text.Json;

namespace DddAspire.DemoEnvironment.Status;

/// <summary>Reads integrations from <c>kubectl get deployments</c>.</summary>
internal static class DeploymentList
{
    private const string Container = "integration";

    /// <summary>The Deployments that have a container named integration, by namespace and name.</summary>
    public static ImmutableArray<IntegrationStatus> Parse(JsonElement list) =>
    [
        .. list.GetProperty("items").EnumerateArray()
            .Where(deployment => Image(deployment) is not null)
            .Select(Read)
            .OrderBy(integration => integration.Namespace, StringComparer.Ordinal)
            .ThenBy(integration => integration.Name, StringComparer.Ordinal),
    ];

    private static IntegrationStatus Read(JsonElement deployment)
    {
        var metadata = deployment.GetProperty("metadata");
        return new IntegrationStatus(
            metadata.GetProperty("name").GetString()!,
            metadata.GetProperty("namespace").GetString()!,
            Annotation(metadata, "ddd.demo/runtime"),
            Annotation(metadata, "ddd.demo/bar"),
            Image(deployment)!,
            Number(deployment.GetProperty("status"), "readyReplicas"),
            Number(deployment.GetProperty("spec"), "replicas"));
    }

    private static string? Image(JsonElement deployment) =>
        deployment.GetProperty("spec").GetProperty("template").GetProperty("spec").GetProperty("containers").EnumerateArray()
            .Where(container => container.GetProperty("name").GetString() == Container)
            .Select(container => container.GetProperty("image").GetString())
            .FirstOrDefault();

    private static string Annotation(JsonElement metadata, string name) =>
        metadata.TryGetProperty("annotations", out var annotations) && annotations.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    private static int Number(JsonElement parent, string name) => parent.TryGetProperty(name, out var value) ? value.GetInt32() : 0;
}
