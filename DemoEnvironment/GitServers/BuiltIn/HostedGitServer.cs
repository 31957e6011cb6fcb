using DddAspire.DemoEnvironment.Secrets;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.State;
using DddAspire.DemoEnvironment.Steps;

namespace DddAspire.DemoEnvironment.GitServers.BuiltIn;

/// <summary>The built-in git server as seen from outside: it lives in <c>serve</c>, so there is nothing to make or remove but to wait for it.</summary>
internal sealed class HostedGitServer(EnvironmentOptions options, SecretStore secrets, StepLog steps, TimeProvider time) : IGitServer
{
    /// <summary>What <see cref="GitServerState.Kind"/> says of it.</summary>
    public const string Kind = "built-in";

    /// <inheritdoc/>
    public string Name => "git server";

    /// <inheritdoc/>
    public Uri? Url => State.BaseUrl;

    /// <inheritdoc/>
    public GitServerState State { get; } = new(
        Kind, new Uri($"http://127.0.0.1:{options.Ports.Git}"), GitAccount.Owner, GitAccount.Repository,
        secrets.PathOf(SecretStore.GitToken), secrets.PathOf(SecretStore.WebhookSecret));

    /// <inheritdoc/>
    public Task EnsureAsync(CancellationToken cancellationToken) =>
        steps.RunAsync("Git server", async step =>
        {
            await new Wait("the built-in git server to answer", TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(200), $"tail {options.Layout.Log("serve")}")
                .UntilAsync(HealthAsync, time, cancellationToken);
            step.Made($"built-in, {State.BaseUrl}");
        });

    /// <inheritdoc/>
    public Task<string?> HealthAsync(CancellationToken cancellationToken) =>
        HttpProbe.ProbeAsync(new Uri(State.BaseUrl, "/api/healthz"), cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
