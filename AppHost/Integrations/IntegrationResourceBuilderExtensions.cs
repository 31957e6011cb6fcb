using DddAspire.AppHost.Parts;

namespace DddAspire.AppHost.Integrations;

/// <summary>Adds the integrations, as children of the cluster.</summary>
internal static class IntegrationResourceBuilderExtensions
{
    /// <summary>One integration, with the commands that move it to another version.</summary>
    /// <param name="cluster">Where it runs.</param>
    /// <param name="name">Its name, which is also that of its folder in git.</param>
    public static IResourceBuilder<IntegrationResource> AddIntegration(this IResourceBuilder<KindClusterResource> cluster, [ResourceName] string name)
    {
        var options = cluster.ApplicationBuilder.DemoSettings.Environment;
        var folder = Path.Combine(options.RepositoryRoot, "integrations", name, "bars");
        var integration = new IntegrationResource(
            name, cluster.Resource, [.. Directory.GetDirectories(folder).Select(bar => Path.GetFileName(bar)).Order(StringComparer.Ordinal)]);
        return cluster.ApplicationBuilder.AddResource(integration)
            .WithInitialState(new CustomResourceSnapshot { ResourceType = "Integration", Properties = [], State = KnownResourceStates.NotStarted })
            .WithIconName("PlugConnected")
            .WithProbe((_, _) => Task.FromResult(integration.Trouble))
            .OnInitializeResource(new IntegrationLog(options.Layout).FollowAsync)
            .WithIntegrationCommands();
    }

    /// <summary>Says that it serves the API on this machine.</summary>
    public static IResourceBuilder<IntegrationResource> WithApi(this IResourceBuilder<IntegrationResource> integration) =>
        integration.WithUrl(Loopback.Url(integration.ApplicationBuilder.DemoSettings.Environment.Ports.Api, "/openapi/v1.json"), "API contract");

    /// <summary>Says that a resource calls the integration's API.</summary>
    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> caller, IResourceBuilder<IntegrationResource> integration)
        where T : IResource => caller.WithReferenceRelationship(integration);
}
