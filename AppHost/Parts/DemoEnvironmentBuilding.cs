using DddAspire.AppHost.Telemetry;
using DddAspire.DemoEnvironment;
using DddAspire.DemoEnvironment.BaseImages;
using DddAspire.DemoEnvironment.Clusters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DddAspire.AppHost.Parts;

/// <summary>Puts the environment's parts into the model. What waits for what is said in AppHost.cs.</summary>
/// <param name="builder">The application.</param>
/// <param name="settings">What the user chose.</param>
/// <param name="local">The environment itself; it ends with its <see cref="EnvironmentKeeper"/>.</param>
internal sealed class DemoEnvironmentBuilding(IDistributedApplicationBuilder builder, DemoSettings settings, LocalEnvironment local)
{
    /// <summary>Begins: nothing is in the model yet, and nothing is started.</summary>
    public static DemoEnvironmentBuilding Begin(IDistributedApplicationBuilder builder, DemoSettings settings)
    {
        var local = new LocalEnvironment(settings.Environment, new StepsInLogs(), TimeProvider.System);
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton(services => new EnvironmentKeeper(
            local, settings.Lifetime, services.GetRequiredService<ILogger<EnvironmentKeeper>>(), TimeProvider.System));
        return new DemoEnvironmentBuilding(builder, settings, local);
    }

    /// <summary>The OCI registry.</summary>
    public IResourceBuilder<RegistryResource> AddRegistry(string name) =>
        builder.AddPart(new RegistryResource(name, local, settings.Environment.Engine), "BoxMultiple")
            .WithRequiredCommand(settings.Environment.Engine.Program, "https://kind.sigs.k8s.io/docs/user/quick-start/#prerequisites")
            .WithProperty("Address", local.Registry.Address)
            .WithUrl(Address(settings.Environment.Ports.Registry, "/v2/_catalog"), "Images");

    /// <summary>The kind cluster.</summary>
    public IResourceBuilder<KindClusterResource> AddKindCluster(string name) =>
        builder.AddPart(new KindClusterResource(name, local, settings.Environment), "Organization")
            .WithRequiredCommand("kind", "https://kind.sigs.k8s.io/docs/user/quick-start/#installation")
            .WithRequiredCommand("kubectl", "https://kubernetes.io/docs/tasks/tools/")
            .WithProperty("Name", KindCluster.ClusterName)
            .WithProperty("Kubeconfig", settings.Environment.Layout.Kubeconfig);

    /// <summary>The git server.</summary>
    public IResourceBuilder<GitServerResource> AddGitServer(string name) =>
        builder.AddPart(new GitServerResource(name, local), "BranchFork")
            .WithRequiredCommand("git", "https://git-scm.com/downloads")
            .WithUrl(Address(settings.Environment.Ports.Git, "/"), "Repository");

    /// <summary>The fix packs of the integration server, built and pushed.</summary>
    public IResourceBuilder<SetUpResource> AddBaseImages(string name) =>
        builder.AddPart(new SetUpResource(name, "Base images", token => local.BaseImages.EnsureAsync(local.Registry.Address, Task.CompletedTask, token)), "CubeMultiple")
            .WithProperty("Fix packs", string.Join(", ", BaseImage.All.Select(image => image.FixPack)));

    /// <summary>The first content of the git repository.</summary>
    public IResourceBuilder<SetUpResource> AddRepository(string name, IResourceBuilder<GitServerResource> git) =>
        builder.AddPart(new SetUpResource(name, "Git repository", token => local.Seed.EnsureAsync(git.Resource.State, local.Registry.Address, token)), "DocumentFolder")
            .WithParentRelationship(git);

    /// <summary>What the integrations find in the cluster: namespaces, credentials, database, queue manager, the pipeline's account.</summary>
    public IResourceBuilder<SetUpResource> AddPlatform(string name, IResourceBuilder<KindClusterResource> cluster) =>
        builder.AddPart(new SetUpResource(name, "Namespaces", local.EnsurePlatformAsync), "Apps")
            .WithParentRelationship(cluster);

    /// <summary>The way of the integrations' telemetry to the dashboard.</summary>
    public IResourceBuilder<TelemetryResource> AddTelemetry(string name, IResourceBuilder<KindClusterResource> cluster) =>
        builder.AddPart(new TelemetryResource(name, local, builder.Configuration), "PulseSquare")
            .WithParentRelationship(cluster);

    /// <summary>The environment as a whole; it goes with the AppHost unless it is persistent.</summary>
    public IResourceBuilder<DemoEnvironmentResource> AddEnvironment(string name, IResourceBuilder<GitServerResource> git) =>
        builder.AddPart(new DemoEnvironmentResource(name, settings, local, git.Resource), "Beaker")
            .WithProperty("State folder", settings.Environment.StateDirectory)
            .WithProperty("Lifetime", settings.Lifetime.ToString());

    private static string Address(int port, string path) => new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", port, path).ToString();
}
