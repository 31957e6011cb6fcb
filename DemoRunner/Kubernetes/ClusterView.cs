using System.Collections.Immutable;
using DddAspire.DemoEnvironment.Kubernetes;
using DddAspire.DemoEnvironment.Status;
using DddAspire.DemoRunner.Dockerfiles;
using DddAspire.DemoRunner.Environments;
using DddAspire.DemoRunner.Manifests;
using k8s.Models;

namespace DddAspire.DemoRunner.Kubernetes;

/// <summary>What runs in a namespace now, asked of the cluster each time: evidence must not be a moment old, as what <see cref="ClusterWatch"/> knows may be.</summary>
internal sealed class ClusterView(PipelineAccess access, TimeProvider time) : IDisposable
{
    private readonly KeptCluster cluster = new(kubeconfig => ClusterAccess.Open(kubeconfig, time));

    /// <summary>The integrations' Deployments with their pods.</summary>
    public async Task<IReadOnlyList<IntegrationView>> ListAsync(string targetNamespace, CancellationToken cancellationToken)
    {
        var state = await access.WaitForStateAsync(cancellationToken);
        return await ListAsync(cluster.Get(state.Cluster.PipelineKubeconfig), targetNamespace, cancellationToken);
    }

    public void Dispose() => cluster.Dispose();

    /// <summary>What the pipeline deploys carries this label.</summary>
    internal const string Ours = "app.kubernetes.io/part-of=ddd";

    /// <summary>Says which integration, queue or database an object belongs to.</summary>
    internal const string NameLabel = "app.kubernetes.io/name";

    internal static string Selector(string integration) => $"{NameLabel}={integration}";

    internal static async Task<IReadOnlyList<IntegrationView>> ListAsync(ClusterAccess cluster, string targetNamespace, CancellationToken cancellationToken)
    {
        var deployments = await cluster.DeploymentsAsync(targetNamespace, Ours, cancellationToken);
        return Views(deployments, await cluster.PodsAsync(targetNamespace, Ours, cancellationToken));
    }

    /// <summary>The integrations among a namespace's Deployments, with their pods.</summary>
    internal static ImmutableArray<IntegrationView> Views(IEnumerable<V1Deployment> deployments, IEnumerable<V1Pod> pods) =>
    [
        .. deployments
            .Where(deployment => Annotation(deployment, Annotations.ContentHash).Length > 0)
            .OrderBy(deployment => deployment.Metadata.Name, StringComparer.Ordinal)
            .Select(deployment => View(deployment, pods)),
    ];

    internal static string Annotation(V1Deployment deployment, string name) =>
        deployment.Metadata.Annotations?.TryGetValue(name, out var value) == true ? value : "";

    private static IntegrationView View(V1Deployment deployment, IEnumerable<V1Pod> pods) => new(
        deployment.Metadata.Name,
        deployment.Metadata.NamespaceProperty,
        IsAsDeployed(deployment) ? Annotation(deployment, Annotations.Runtime) : ImageReference.Parse(SourceText.Given(Image(deployment))).Version,
        IsAsDeployed(deployment) ? Annotation(deployment, Annotations.Bar) : "?",
        Image(deployment),
        deployment.Status?.ReadyReplicas ?? 0,
        deployment.Spec.Replicas ?? 1,
        [.. pods.Where(pod => BelongsTo(pod, deployment)).Select(pod => View(pod, deployment.Metadata.Name))])
    {
        Source = Annotation(deployment, Annotations.Source),
        Drift = Kubernetes.Drift.Of(deployment),
    };

    internal static string Image(V1Deployment deployment) =>
        Container(deployment.Spec.Template.Spec, deployment.Metadata.Name)?.Image ?? "";

    /// <summary>The image that the pipeline gave it, whatever somebody else has made of it since.</summary>
    internal static string DeployedImage(V1Deployment deployment) =>
        Annotation(deployment, Annotations.Image) is { Length: > 0 } image ? image : Image(deployment);

    private static bool IsAsDeployed(V1Deployment deployment) => DeployedImage(deployment) == Image(deployment);

    private static V1Container? Container(V1PodSpec pod, string integration) =>
        IntegrationContainer.Find([.. pod.Containers], container => container.Name, container => container.Image, integration);

    private static bool BelongsTo(V1Pod pod, V1Deployment deployment) =>
        pod.Metadata.Labels?.TryGetValue(NameLabel, out var name) == true
        && name == deployment.Metadata.Name
        && pod.Metadata.DeletionTimestamp is null;

    private static PodView View(V1Pod pod, string integration)
    {
        var wanted = Container(pod.Spec, integration);
        var container = pod.Status?.ContainerStatuses?.FirstOrDefault(status => status.Name == wanted?.Name);
        var image = wanted?.Image ?? "";
        return new PodView(
            pod.Metadata.Uid,
            pod.Metadata.Name,
            image[(image.IndexOf('@', StringComparison.Ordinal) + 1)..],
            container?.RestartCount ?? 0,
            pod.Status?.StartTime is { } started ? new DateTimeOffset(DateTime.SpecifyKind(started, DateTimeKind.Utc)) : null);
    }
}
