using DddAspire.DemoEnvironment;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DddAspire.AppHost.Parts;

/// <summary>What all parts have in the model: a type, an icon, a life and a health check.</summary>
internal static class PartResourceBuilderExtensions
{
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(40);

    /// <summary>Adds a part.</summary>
    public static IResourceBuilder<T> AddPart<T>(this IDistributedApplicationBuilder builder, T part, string icon)
        where T : PartResource
    {
        var resource = builder.AddResource(part)
            .WithInitialState(new CustomResourceSnapshot { ResourceType = part.Kind, Properties = [], State = KnownResourceStates.NotStarted })
            .WithIconName(icon)
            .OnInitializeResource(PartLifecycle.RunAsync)
            .WithRetry();
        return part is RunningPartResource running
            ? resource.WithProbe((services, token) => running.HealthAsync(services.GetRequiredService<LocalEnvironment>(), token))
            : resource;
    }

    /// <summary>A line in the dashboard's details.</summary>
    public static IResourceBuilder<T> WithProperty<T>(this IResourceBuilder<T> part, string name, string value)
        where T : Resource
    {
        var snapshot = part.Resource.Annotations.OfType<ResourceSnapshotAnnotation>().Last().InitialSnapshot;
        return part.WithInitialState(snapshot with { Properties = snapshot.Properties.Add(new ResourcePropertySnapshot(name, value)) });
    }

    /// <summary>Lets Aspire probe a resource from time to time.</summary>
    public static IResourceBuilder<T> WithProbe<T>(this IResourceBuilder<T> resource, Func<IServiceProvider, CancellationToken, Task<string?>> probe)
        where T : IResource
    {
        var key = $"{resource.Resource.Name}_probe";
        resource.ApplicationBuilder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            key, services => new ProbeHealthCheck(token => probe(services, token)), HealthStatus.Unhealthy, tags: null, ProbeLimit));
        return resource.WithHealthCheck(key);
    }

    /// <summary>An environment variable for what is a program; nothing for what is none.</summary>
    public static IResourceBuilder<T> WithVariable<T>(this IResourceBuilder<T> resource, string name, Func<string> value)
        where T : IResource
    {
        if (resource.Resource is IResourceWithEnvironment)
        {
            resource.WithAnnotation(new EnvironmentCallbackAnnotation(context => context.EnvironmentVariables[name] = value()));
        }

        return resource;
    }
}
