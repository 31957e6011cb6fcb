using DddAspire.AppHost.Parts;
using DddAspire.DemoEnvironment.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace DddAspire.AppHost.Integrations;

/// <summary>Puts the integrations into the model, as children of the cluster.</summary>
internal static class IntegrationBuilding
{
    private const string Api = "ddd-api";

    /// <summary>Keeps the integrations' entries true while the application runs.</summary>
    public static void FollowIntegrations(this IDistributedApplicationBuilder builder)
    {
        builder.Services.AddHostedService<IntegrationsFollower>();
    }

    /// <summary>One integration.</summary>
    /// <param name="cluster">Where it runs.</param>
    /// <param name="name">Its name.</param>
    /// <param name="environment">Where the checkout and the state folder are.</param>
    public static IResourceBuilder<IntegrationResource> AddIntegration(
        this IResourceBuilder<KindClusterResource> cluster, string name, EnvironmentOptions environment)
    {
        var folder = Path.Combine(environment.RepositoryRoot, "integrations", name, "bars");
        var integration = new IntegrationResource(
            name, cluster.Resource, [.. Directory.GetDirectories(folder).Select(bar => Path.GetFileName(bar)).Order(StringComparer.Ordinal)]);
        var log = new IntegrationLog(environment.Layout);
        var resource = cluster.ApplicationBuilder.AddResource(integration)
            .WithInitialState(new CustomResourceSnapshot { ResourceType = "Integration", Properties = [], State = KnownResourceStates.NotStarted })
            .WithIconName("PlugConnected")
            .WithLook(_ => Task.FromResult(integration.Trouble))
            .OnInitializeResource(log.FollowAsync);
        return name == Api ? resource.WithUrl(new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", environment.Ports.Api, "/openapi/v1.json").ToString(), "API contract") : resource;
    }
}
