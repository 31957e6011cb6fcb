using DddAspire.DemoEnvironment;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.State;

namespace DddAspire.AppHost.Parts;

/// <summary>The environment as a whole: it runs when all of its parts are there, and the runner goes to work.</summary>
/// <param name="name">Its name in the model.</param>
/// <param name="layout">Where the state is.</param>
/// <param name="git">The git server, which is written down with the rest.</param>
internal sealed class DemoEnvironmentResource(string name, StateLayout layout, GitServerResource git)
    : RunningPartResource(name, "Demo environment")
{
    /// <inheritdoc/>
    public override Task EnsureAsync(LocalEnvironment local, CancellationToken cancellationToken) => local.AnnounceAsync(git.State, cancellationToken);

    /// <inheritdoc/>
    public override Task<string?> HealthAsync(LocalEnvironment local, CancellationToken cancellationToken) =>
        Task.FromResult(EnvironmentStateFile.Find(layout) is null ? "it was taken down" : null);
}

/// <summary>Adds it.</summary>
internal static class DemoEnvironmentResourceBuilderExtensions
{
    /// <summary>The environment as a whole.</summary>
    public static IResourceBuilder<DemoEnvironmentResource> AddDemoEnvironment(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, IResourceBuilder<GitServerResource> git)
    {
        var layout = builder.DemoSettings.Environment.Layout;
        return builder.AddPart(new DemoEnvironmentResource(name, layout, git.Resource), "Beaker").WithProperty("State folder", layout.Root);
    }
}
