using DddAspire.Contracts;
using DddAspire.DemoEnvironment;

namespace DddAspire.AppHost.Parts;

/// <summary>A service that the integrations use, in the namespace with live users.</summary>
/// <param name="name">Its name in the model.</param>
/// <param name="service">Its name in the cluster.</param>
/// <param name="cluster">Where it runs.</param>
internal sealed class ClusterServiceResource(string name, string service, KindClusterResource cluster)
    : RunningPartResource(name, "Cluster service"), IResourceWithParent<KindClusterResource>
{
    /// <inheritdoc/>
    public KindClusterResource Parent { get; } = cluster;

    /// <summary>The platform has applied it; whether its pod is ready shows in its health.</summary>
    public override Task EnsureAsync(LocalEnvironment local, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public override Task<string?> HealthAsync(LocalEnvironment local, CancellationToken cancellationToken) =>
        local.WorkloadHealthAsync(Solution.TestNamespace, service, cancellationToken);
}
