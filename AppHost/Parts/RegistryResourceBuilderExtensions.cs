using System.Globalization;
using DddAspire.DemoEnvironment.BaseImages;

namespace DddAspire.AppHost.Parts;

/// <summary>Adds the registry and what goes into it.</summary>
internal static class RegistryResourceBuilderExtensions
{
    /// <summary>An OCI registry in a container, which this machine and the cluster's nodes know by the same name.</summary>
    public static IResourceBuilder<RegistryResource> AddLocalRegistry(this IDistributedApplicationBuilder builder, [ResourceName] string name)
    {
        var options = builder.DemoSettings.Environment;
        return builder.AddPart(new RegistryResource(name, options.Ports.Registry, options.Engine), "BoxMultiple")
            .WithProperty("Address", $"localhost:{options.Ports.Registry.ToString(CultureInfo.InvariantCulture)}")
            .WithUrl(Loopback.Url(options.Ports.Registry, "/v2/_catalog"), "Images");
    }

    /// <summary>The fix packs of the integration server, built and pushed.</summary>
    public static IResourceBuilder<SetUpResource> AddBaseImages(this IDistributedApplicationBuilder builder, [ResourceName] string name) =>
        builder.AddPart(
            new SetUpResource(name, "Base images", (local, token) => local.BaseImages.EnsureAsync(local.Registry.Address, Task.CompletedTask, token)), "CubeMultiple")
            .WithProperty("Fix packs", string.Join(", ", BaseImage.All.Select(image => image.FixPack)));

    /// <summary>Says that a resource pushes to the registry or pulls from it; a program finds its port in DDD_REGISTRY_PORT.</summary>
    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> caller, IResourceBuilder<RegistryResource> registry)
        where T : IResource => caller
            .WithVariable("DDD_REGISTRY_PORT", () => registry.Resource.Port.ToString(CultureInfo.InvariantCulture))
            .WithReferenceRelationship(registry);
}
