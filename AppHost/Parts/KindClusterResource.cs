using DddAspire.DemoEnvironment;
using DddAspire.DemoEnvironment.Clusters;
using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.Settings;

namespace DddAspire.AppHost.Parts;

/// <summary>The kind cluster.</summary>
internal sealed class KindClusterResource(string name, LocalEnvironment local, EnvironmentOptions options) : RunningPartResource(name, "kind cluster")
{
    /// <summary>Path of the administrator's kubeconfig.</summary>
    public string Kubeconfig => options.Layout.Kubeconfig;

    /// <inheritdoc/>
    public override Task EnsureAsync(CancellationToken cancellationToken) => local.Cluster.EnsureAsync(cancellationToken);

    /// <inheritdoc/>
    public override Task<string?> HealthAsync(CancellationToken cancellationToken) => local.Cluster.HealthAsync(cancellationToken);

    /// <inheritdoc/>
    public override Task FollowLogAsync(Action<string> onLine, CancellationToken cancellationToken) =>
        ContainerLog.FollowAsync(options.Engine, KindCluster.NodeName, onLine, cancellationToken);
}
