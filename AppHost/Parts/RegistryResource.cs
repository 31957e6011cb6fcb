using DddAspire.DemoEnvironment;
using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.Registries;

namespace DddAspire.AppHost.Parts;

/// <summary>The OCI registry that the pipeline pushes to and the cluster pulls from.</summary>
/// <param name="name">Its name in the model.</param>
/// <param name="port">Its port, the same on this machine and in the nodes.</param>
/// <param name="engine">What runs its container.</param>
internal sealed class RegistryResource(string name, int port, ContainerEngine engine) : RunningPartResource(name, "OCI registry")
{
    /// <summary>Its port.</summary>
    public int Port { get; } = port;

    /// <inheritdoc/>
    public override Task EnsureAsync(LocalEnvironment local, CancellationToken cancellationToken) => local.Registry.EnsureAsync(cancellationToken);

    /// <inheritdoc/>
    public override Task<string?> HealthAsync(LocalEnvironment local, CancellationToken cancellationToken) => local.Registry.HealthAsync(cancellationToken);

    /// <inheritdoc/>
    public override Task FollowLogAsync(LocalEnvironment local, Action<string> onLine, CancellationToken cancellationToken) =>
        ContainerLog.FollowAsync(engine, LocalRegistry.ContainerName, onLine, cancellationToken);
}
