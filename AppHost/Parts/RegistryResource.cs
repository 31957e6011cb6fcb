using DddAspire.DemoEnvironment;
using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.Registries;

namespace DddAspire.AppHost.Parts;

/// <summary>The OCI registry that the pipeline pushes to and the cluster pulls from.</summary>
internal sealed class RegistryResource(string name, LocalEnvironment local, ContainerEngine engine) : RunningPartResource(name, "OCI registry")
{
    /// <summary>host:port, the same name on this machine and in the nodes.</summary>
    public string Address => local.Registry.Address;

    /// <inheritdoc/>
    public override Task EnsureAsync(CancellationToken cancellationToken) => local.Registry.EnsureAsync(cancellationToken);

    /// <inheritdoc/>
    public override Task<string?> HealthAsync(CancellationToken cancellationToken) => local.Registry.HealthAsync(cancellationToken);

    /// <inheritdoc/>
    public override Task FollowLogAsync(Action<string> onLine, CancellationToken cancellationToken) =>
        ContainerLog.FollowAsync(engine, LocalRegistry.ContainerName, onLine, cancellationToken);
}
