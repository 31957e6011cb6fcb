using DddAspire.DemoEnvironment;
using DddAspire.DemoEnvironment.Clusters;
using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.Settings;

namespace DddAspire.AppHost.Parts;

/// <summary>The kind cluster.</summary>
/// <param name="name">Its name in the model.</param>
/// <param name="options">Where the state folder is and what runs the nodes.</param>
internal sealed class KindClusterResource(string name, EnvironmentOptions options) : RunningPartResource(name, "Kind cluster")
{
    /// <summary>Path of the kubeconfig of the pipeline's account, which may do its job in the two namespaces and nothing else.</summary>
    public string Kubeconfig => options.Layout.PipelineKubeconfig;

    /// <summary>Its nodes.</summary>
    public KindChoices Nodes { get; set; } = new();

    /// <summary>How long it lives.</summary>
    public ClusterLifetime Lifetime { get; set; } = ClusterLifetime.Session;

    /// <inheritdoc/>
    public override Task EnsureAsync(LocalEnvironment local, CancellationToken cancellationToken) => local.Cluster.EnsureAsync(cancellationToken);

    /// <inheritdoc/>
    public override Task<string?> HealthAsync(LocalEnvironment local, CancellationToken cancellationToken) => local.Cluster.HealthAsync(cancellationToken);

    /// <inheritdoc/>
    public override Task FollowLogAsync(LocalEnvironment local, Action<string> onLine, CancellationToken cancellationToken) =>
        ContainerLog.FollowAsync(options.Engine, KindCluster.NodeName, onLine, cancellationToken);
}
