using System.Globalization;
using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.Images;
using DddAspire.DemoEnvironment.Secrets;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.State;
using DddAspire.DemoEnvironment.Steps;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.GitServers.Gitea;

/// <summary>Gitea in container <c>ddd-gitea</c>, its data in a volume of the same name.</summary>
public sealed class GiteaServer : IGitServer
{
    /// <summary>The container's name.</summary>
    public const string ContainerName = "ddd-gitea";

    /// <summary>What its process looks like from outside when it uses the host's network.</summary>
    internal const string ProcessMark = "/usr/local/bin/gitea";

    private const string Configuration = "/etc/gitea/app.ini";
    private readonly EnvironmentOptions options;
    private readonly ImageSupply images;
    private readonly SecretStore secrets;
    private readonly StepLog steps;
    private readonly OwnedContainer container;

    internal GiteaServer(EnvironmentOptions options, ImageSupply images, SecretStore secrets, StepLog steps, TimeProvider time)
    {
        (this.options, this.images, this.secrets, this.steps) = (options, images, secrets, steps);
        container = new OwnedContainer(options.Engine, ContainerName, HealthAsync, time);
        State = new GitServerState(
            "gitea", new Uri($"http://127.0.0.1:{options.Ports.Git}"), GitAccount.Owner, GitAccount.Repository,
            secrets.PathOf(SecretStore.GitToken), secrets.PathOf(SecretStore.WebhookSecret));
    }

    /// <inheritdoc/>
    public string Name => "git server";

    /// <inheritdoc/>
    public Uri? Url => State.BaseUrl;

    /// <inheritdoc/>
    public GitServerState State { get; }

    /// <inheritdoc/>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        var image = await images.GetAsync(ImageName.Gitea, cancellationToken);
        await steps.RunAsync("Git server", async step =>
        {
            var onHost = await options.Engine.IsNativeAsync(cancellationToken);
            await container.EnsureAsync(GiteaContainer.Specification(image.Reference, options.Ports.Git, onHost), step, cancellationToken);
            await EnsureAccountAsync(cancellationToken);
            await SetUpAsync(onHost, cancellationToken);
            step.Made($"Gitea, {State.BaseUrl}");
        });
    }

    /// <inheritdoc/>
    public Task<string?> HealthAsync(CancellationToken cancellationToken) =>
        HttpProbe.LookAsync(new Uri(State.BaseUrl, "/api/healthz"), cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(CancellationToken cancellationToken) =>
        steps.RunAsync("Remove Gitea", async step => step.Removed(await container.DeleteAsync(ContainerName, cancellationToken)));

    private async Task EnsureAccountAsync(CancellationToken cancellationToken)
    {
        var accounts = await GiteaCommandAsync(["admin", "user", "list"], [], cancellationToken);
        if (accounts.StandardOutput.Split('\n').Any(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [_, GitAccount.Owner, ..]))
        {
            return;
        }

        var password = secrets.Ensure(SecretStore.GitPassword);
        await GiteaCommandAsync(
            ["admin", "user", "create", "--admin", "--must-change-password=false", "--username", GitAccount.Owner, "--email", GitAccount.Email, "--password", password],
            [password], cancellationToken);
    }

    private async Task SetUpAsync(bool onHost, CancellationToken cancellationToken)
    {
        using var api = new GiteaApi(State.BaseUrl, GitAccount.Owner, secrets.Ensure(SecretStore.GitPassword));
        if (secrets.Find(SecretStore.GitToken) is not { } known || !await api.AcceptsTokenAsync(known, cancellationToken))
        {
            secrets.Write(SecretStore.GitToken, await api.NewTokenAsync(cancellationToken));
        }

        await api.EnsureRepositoryAsync(GitAccount.Repository, GitAccount.Branch, cancellationToken);
        // In a virtual machine, as with Docker Desktop, the host's loopback is another machine's, by that name.
        var host = onHost ? "127.0.0.1" : options.Engine.HostAlias;
        var receiver = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://{host}:{options.Ports.Page}/webhook"));
        await api.EnsureWebhookAsync(GitAccount.Repository, receiver, secrets.Ensure(SecretStore.WebhookSecret), cancellationToken);
    }

    private Task<ToolResult> GiteaCommandAsync(IReadOnlyList<string> arguments, IReadOnlyList<string> hidden, CancellationToken cancellationToken) =>
        ToolRunner.RunAsync(
            options.Engine.Command(["exec", ContainerName, "gitea", "--config", Configuration, .. arguments]) with { Secrets = hidden },
            cancellationToken);
}
