using DddAspire.DemoEnvironment;
using DddAspire.DemoEnvironment.GitServers;
using DddAspire.DemoEnvironment.State;

namespace DddAspire.AppHost.Parts;

/// <summary>
/// The git server: Gitea's container, or the built-in one inside the runner. It counts as running when it is decided which, and as healthy
/// when it answers: the runner waits for the first, who pushes for the second.
/// </summary>
internal sealed class GitServerResource(string name) : RunningPartResource(name, "Git server")
{
    private IGitServer? server;

    /// <summary>Which one it is and how it is reached, once it is running.</summary>
    public GitServerState State => server?.State ?? throw new InvalidOperationException($"{Name} has not been decided on yet: wait for it to start");

    /// <inheritdoc/>
    public override async Task EnsureAsync(LocalEnvironment local, CancellationToken cancellationToken) => server = await local.PrepareGitAsync(cancellationToken);

    /// <inheritdoc/>
    public override Task<string?> HealthAsync(LocalEnvironment local, CancellationToken cancellationToken) =>
        server?.HealthAsync(cancellationToken) ?? Task.FromResult<string?>("not decided on yet");
}
