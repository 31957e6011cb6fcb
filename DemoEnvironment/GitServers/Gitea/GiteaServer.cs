using System.Globalization;
using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.Images;
using DddAspire.DemoEnvironment.Listeners;
using DddAspire.DemoEnvironment.Secrets;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.State;
using DddAspire.DemoEnvironment.Steps;

namespace DddAspire.DemoEnvironment.GitServers.Gitea;

/// <summary>Gitea in a container of this environment's own, its data in a volume of the same name.</summary>
public sealed class GiteaServer : IGitServer
{
    /// <summary>What <see cref="GitServerState.Kind"/> says of it.</summary>
    public const string Kind = "gitea";

    private const int LogLines = 40;
    private readonly EnvironmentOptions options;
    private readonly ImageSupply images;
    private readonly SecretStore secrets;
    private readonly StepLog steps;
    private readonly TimeProvider time;
    private readonly EnvironmentOwner owner;
    private readonly string containerName;
    private readonly OwnedContainer container;

    internal GiteaServer(EnvironmentOptions options, ImageSupply images, SecretStore secrets, StepLog steps, TimeProvider time)
    {
        (this.options, this.images, this.secrets, this.steps, this.time) = (options, images, secrets, steps, time);
        owner = EnvironmentOwner.Of(options.StateDirectory);
        containerName = ContainerNameOf(owner);
        container = new OwnedContainer(options.Engine, containerName, HealthAsync, time);
        State = new GitServerState(
            Kind, new Uri($"http://127.0.0.1:{options.Ports.Git}"), GitAccount.Owner, GitAccount.Repository,
            secrets.PathOf(SecretStore.GitToken), secrets.PathOf(SecretStore.WebhookSecret));
    }

    /// <inheritdoc/>
    public string Name => "git server";

    /// <inheritdoc/>
    public Uri? Url => State.BaseUrl;

    /// <inheritdoc/>
    public GitServerState State { get; }

    /// <summary>The name of an environment's container and volume: two environments have a repository each.</summary>
    internal static string ContainerNameOf(EnvironmentOwner owner) => $"ddd-gitea-{owner.Id}";

    /// <inheritdoc/>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        var image = await images.GetAsync(ImageName.Gitea, cancellationToken);
        await steps.RunAsync("Git server", async step =>
        {
            var network = await NetworkAsync(cancellationToken);
            var wanted = GiteaContainer.Specification(containerName, image.Reference, options.Ports.Git, network, owner);
            await ExpectFreePortAsync(cancellationToken);
            await container.EnsureAsync(wanted, step, cancellationToken);
            await new GiteaSetup(GiteaCommand.In(options.Engine, containerName), secrets, State.BaseUrl, time).RunAsync(ReceiverIn(network), cancellationToken);
            step.Made($"Gitea, {State.BaseUrl}");
        });
    }

    /// <inheritdoc/>
    public async Task<string?> HealthAsync(CancellationToken cancellationToken) =>
        // Whatever answers at the port is not Gitea's container if that does not run.
        await options.Engine.FindContainerAsync(containerName, cancellationToken) switch
        {
            null => $"there is no container {containerName}",
            { Status: ContainerStatus.Running } => await HttpProbe.ProbeAsync(new Uri(State.BaseUrl, "/api/healthz"), cancellationToken),
            var found => $"container {containerName} is {found.Status}",
        };

    /// <summary>Makes way for the other git server; the repository stays in the volume.</summary>
    public async Task StandDownAsync(CancellationToken cancellationToken)
    {
        if (await options.Engine.FindContainerAsync(containerName, cancellationToken) is not null)
        {
            await steps.RunAsync("Stop Gitea", async step => step.Removed(await container.RemoveAsync(owner, cancellationToken)));
        }
    }

    /// <inheritdoc/>
    public Task DeleteAsync(CancellationToken cancellationToken) =>
        steps.RunAsync("Remove Gitea", async step => step.Removed(await container.DeleteAsync(containerName, owner, cancellationToken)));

    /// <summary>Has Gitea send a webhook and waits for it; null when it came, else what was seen. The repository needs a commit.</summary>
    internal async Task<string?> WhyNotDeliveredAsync(CancellationToken cancellationToken)
    {
        var receiver = ReceiverIn(await NetworkAsync(cancellationToken));
        var check = new GiteaDeliveryCheck(
            secrets, State.BaseUrl, token => ContainerLog.TailAsync(options.Engine, containerName, LogLines, token), $"{options.Engine.Program} logs {containerName}", time);
        return await check.WhyNotDeliveredAsync(receiver, options.Ports.Page, cancellationToken);
    }

    // In a virtual machine, as with Docker Desktop, the host's loopback is another machine's, by that name.
    private Uri ReceiverIn(GiteaNetwork network) => new(string.Create(
        CultureInfo.InvariantCulture, $"http://{(network == GiteaNetwork.Host ? "127.0.0.1" : options.Engine.HostAlias)}:{options.Ports.Page}/webhook"));

    private async Task<GiteaNetwork> NetworkAsync(CancellationToken cancellationToken) =>
        await options.Engine.IsNativeAsync(cancellationToken) ? GiteaNetwork.Host
        : options.Engine == ContainerEngine.Docker ? GiteaNetwork.OwnWithHostGateway
        : GiteaNetwork.Own;

    // On the host's network nothing else keeps a server of the user's from answering in Gitea's place, and from getting its token.
    private async Task ExpectFreePortAsync(CancellationToken cancellationToken)
    {
        var runs = await options.Engine.FindContainerAsync(containerName, cancellationToken) is { Status: ContainerStatus.Running };
        if (!runs && !ListenerSearch.IsFree(options.Ports.Git))
        {
            var port = PortUses.Of(options.Ports).Single(use => use.Number == options.Ports.Git);
            throw new PortTakenException([(port, await ListenerSearch.OwnerOfAsync(options.Engine, port.Number, cancellationToken))]);
        }
    }
}
