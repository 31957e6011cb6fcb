using System.Collections.Immutable;
using k8s.Models;

namespace DddAspire.DemoEnvironment.Status;

/// <summary>Finds the integrations among the cluster's Deployments. Pure.</summary>
internal static class DeploymentList
{
    private const string Runtime = "ddd.demo/runtime";

    /// <summary>The Deployments that the pipeline made, by namespace and name.</summary>
    public static ImmutableArray<IntegrationStatus> Integrations(IEnumerable<V1Deployment> deployments) =>
    [
        .. deployments
            .Where(deployment => Annotation(deployment, Runtime).Length > 0)
            .Select(Read)
            .OrderBy(integration => integration.Namespace, StringComparer.Ordinal)
            .ThenBy(integration => integration.Name, StringComparer.Ordinal),
    ];

    private static IntegrationStatus Read(V1Deployment deployment)
    {
        var image = Image(deployment) ?? "";
        // What somebody else put there by hand is not what the pipeline noted.
        var noted = Annotation(deployment, "ddd.demo/image");
        var asNoted = noted.Length == 0 || noted == image;
        return new IntegrationStatus(
            deployment.Metadata.Name,
            deployment.Metadata.NamespaceProperty,
            asNoted ? Annotation(deployment, Runtime) : image[(image.LastIndexOf(':') + 1)..],
            asNoted ? Annotation(deployment, "ddd.demo/bar") : "?",
            image,
            deployment.Status?.ReadyReplicas ?? 0,
            deployment.Spec.Replicas ?? 0);
    }

    private static string? Image(V1Deployment deployment) =>
        IntegrationContainer.Find([.. deployment.Spec.Template.Spec.Containers], container => container.Name, container => container.Image, deployment.Metadata.Name)?.Image;

    private static string Annotation(V1Deployment deployment, string name) =>
        deployment.Metadata.Annotations?.TryGetValue(name, out var value) == true ? value : "";
}
