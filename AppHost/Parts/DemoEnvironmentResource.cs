using DddAspire.DemoEnvironment;
using DddAspire.DemoEnvironment.State;

namespace DddAspire.AppHost.Parts;

/// <summary>The environment as a whole: it runs when all of its parts are there, and the runner goes to work.</summary>
/// <param name="name">Its name in the model.</param>
/// <param name="settings">What the user chose.</param>
/// <param name="local">The environment itself.</param>
/// <param name="git">The git server, which is written down with the rest.</param>
internal sealed class DemoEnvironmentResource(string name, DemoSettings settings, LocalEnvironment local, GitServerResource git)
    : RunningPartResource(name, "Demo environment")
{
    /// <summary>What the user chose.</summary>
    public DemoSettings Settings { get; } = settings;

    /// <summary>The environment itself.</summary>
    public LocalEnvironment Local { get; } = local;

    /// <inheritdoc/>
    public override Task EnsureAsync(CancellationToken cancellationToken) => Local.AnnounceAsync(git.State, cancellationToken);

    /// <inheritdoc/>
    public override Task<string?> HealthAsync(CancellationToken cancellationToken) =>
        Task.FromResult(EnvironmentStateFile.Find(Settings.Environment.Layout) is null ? "it was taken down" : null);
}
