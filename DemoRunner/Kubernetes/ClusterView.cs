using DddAspire.DemoRunner.Pipeline;
using k8s;
using k8s.Models;

namespace DddAspire.DemoRunner.Kubernetes;

/// <summary>What runs in a namespace now, asked of the cluster each time.</summary>
internal sealed class ClusterView(PipelineAccess access)
{
    /// <summary>The integrations' Deployments with their pods.</summary>
    public async Task<IReadOnlyList<IntegrationView>> ListAsync(string targetNamespace, CancellationToken cancellationToken)
    {
        var state = await access.WaitForStateAsync(cancellationToken);
        using var cluster = ClusterAccess.Open(state.Cluster.PipelineKubeconfig);
        return await ListAsync(cluster, targetNamespace, cancellationToken);
    }

    internal static string Selector(string integration) => $"app.kubernetes.io/name={integration}";

    internal static async Task<IReadOnlyList<IntegrationView>> ListAsync(ClusterAccess cluster, string targetNamespace, CancellationToken cancellationToken)
    {
        const string ours = "app.kubernetes.io/part-of=ddd";
        var deployments = await cluster.Client.AppsV1.ListNamespacedDeploymentAsync(targetNamespace, labelSelector: ours, cancellationToken: cancellationToken);
        var pods = await cluster.Client.CoreV1.ListNamespacedPodAsync(targetNamespace, labelSelector: ours, cancellationToken: cancellationToken);
        return
        [
            .. deployments.Items
                .Where(deployment => Annotation(deployment, Annotations.ContentHash).Length > 0)
                .OrderBy(deployment => deployment.Metadata.Name, StringComparer.Ordinal)
                .Select(deployment => View(deployment, pods.Items)),
        ];
    }

    internal static string Annotation(V1Deployment deployment, string name) =>
        deployment.Metadata.Annotations?.TryGetValue(name, out var value) == true ? value : "";

    private static IntegrationView View(V1Deployment deployment, IEnumerable<V1Pod> pods) => new(
        deployment.Metadata.Name,
        deployment.Metadata.NamespaceProperty,
        Annotation(deployment, Annotations.Runtime),
        Annotation(deployment, Annotations.Bar),
        Image(deployment),
        deployment.Status?.ReadyReplicas ?? 0,
        deployment.Spec.Replicas ?? 1,
        [.. pods.Where(pod => BelongsTo(pod, deployment)).Select(View)]);

    internal static string Image(V1Deployment deployment) =>
        deployment.Spec.Template.Spec.Containers.FirstOrDefault(container => container.Name == ReleaseFactory.Container)?.Image ?? "";

    private static bool BelongsTo(V1Pod pod, V1Deployment deployment) =>
        pod.Metadata.Labels?.TryGetValue("app.kubernetes.io/name", out var name) == true
        && name == deployment.Metadata.Name
        && pod.Metadata.DeletionTimestamp is null;

    private static PodView View(V1Pod pod)
    {
        var container = pod.Status?.ContainerStatuses?.FirstOrDefault(status => status.Name == ReleaseFactory.Container);
        var image = pod.Spec.Containers.FirstOrDefault(one => one.Name == ReleaseFactory.Container)?.Image ?? "";
        return new PodView(
            pod.Metadata.Uid,
            pod.Metadata.Name,
            image[(image.IndexOf('@', StringComparison.Ordinal) + 1)..],
            container?.RestartCount ?? 0,
            pod.Status?.StartTime is { } started ? new DateTimeOffset(DateTime.SpecifyKind(started, DateTimeKind.Utc)) : null);
    }
}
