using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.Images;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.Steps;

namespace DddAspire.DemoEnvironment.Registries;

/// <summary>The OCI registry in container <c>ddd-registry</c>, published on 127.0.0.1. Its images lie in a volume of the same name.</summary>
public sealed class LocalRegistry : IEnvironmentPart
{
    /// <summary>The container's name, which is also its host name on the <c>kind</c> network.</summary>
    public const string ContainerName = "ddd-registry";

    /// <summary>The port inside the container.</summary>
    public const int ContainerPort = 5000;

    private readonly EnvironmentOptions options;
    private readonly ImageSupply images;
    private readonly StepLog steps;
    private readonly OwnedContainer container;
    private readonly RegistrySnapshot snapshot;
    private readonly EnvironmentOwner owner;

    internal LocalRegistry(EnvironmentOptions options, ImageSupply images, StepLog steps, TimeProvider time)
    {
        (this.options, this.images, this.steps, owner) = (options, images, steps, EnvironmentOwner.Of(options.StateDirectory));
        container = new OwnedContainer(options.Engine, ContainerName, HealthAsync, time);
        snapshot = new RegistrySnapshot(options, images, steps);
    }

    /// <inheritdoc/>
    public string Name => "registry";

    /// <summary>host:port, the same name on this machine and in the nodes.</summary>
    public string Address => $"localhost:{options.Ports.Registry}";

    /// <inheritdoc/>
    public Uri? Url => new($"http://127.0.0.1:{options.Ports.Registry}/v2/");

    /// <inheritdoc/>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        var image = await images.GetAsync(ImageName.Registry, cancellationToken);
        var wanted = new ContainerSpec(ContainerName, image.Reference, options.Ports.Registry, ContainerPort, $"{ContainerName}:/var/lib/registry", owner);
        await steps.RunAsync("Registry", step => container.EnsureAsync(wanted, step, cancellationToken));
        await snapshot.RestoreAsync(ContainerName, Address, cancellationToken);
    }

    /// <summary>Keeps what was pushed so far for the next new registry; for when base images, database and queue manager are in it.</summary>
    public Task KeepContentAsync(CancellationToken cancellationToken) => snapshot.SaveAsync(ContainerName, Address, cancellationToken);

    /// <inheritdoc/>
    public Task<string?> HealthAsync(CancellationToken cancellationToken) => HttpProbe.ProbeAsync(Url!, cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(CancellationToken cancellationToken) =>
        steps.RunAsync("Remove the registry", async step => step.Removed(await container.DeleteAsync(ContainerName, owner, cancellationToken)));
}
