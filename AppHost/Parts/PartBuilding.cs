using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DddAspire.AppHost.Parts;

/// <summary>What all parts have in the model: a type, an icon, a life and a health check.</summary>
internal static class PartBuilding
{
    private static readonly TimeSpan LookLimit = TimeSpan.FromSeconds(40);

    /// <summary>Adds a part.</summary>
    public static IResourceBuilder<T> AddPart<T>(this IDistributedApplicationBuilder builder, T part, string icon)
        where T : PartResource
    {
        var resource = builder.AddResource(part)
            .WithInitialState(new CustomResourceSnapshot { ResourceType = part.Kind, Properties = [], State = KnownResourceStates.NotStarted })
            .WithIconName(icon)
            .OnInitializeResource(PartLifecycle.RunAsync)
            .WithRetry();
        return part is RunningPartResource running ? resource.WithLook(running.HealthAsync) : resource;
    }

    /// <summary>A line in the dashboard's details.</summary>
    public static IResourceBuilder<T> WithProperty<T>(this IResourceBuilder<T> part, string name, string value)
        where T : Resource
    {
        var snapshot = part.Resource.Annotations.OfType<ResourceSnapshotAnnotation>().Last().InitialSnapshot;
        return part.WithInitialState(snapshot with { Properties = snapshot.Properties.Add(new ResourcePropertySnapshot(name, value)) });
    }

    /// <summary>Lets Aspire look at a resource from time to time.</summary>
    public static IResourceBuilder<T> WithLook<T>(this IResourceBuilder<T> resource, Func<CancellationToken, Task<string?>> look)
        where T : IResource
    {
        var key = $"{resource.Resource.Name}_look";
        resource.ApplicationBuilder.Services.AddHealthChecks().Add(
            new HealthCheckRegistration(key, new LookHealthCheck(look), HealthStatus.Unhealthy, tags: null, LookLimit));
        return resource.WithHealthCheck(key);
    }
}
