using DddAspire.DemoEnvironment;

namespace DddAspire.AppHost.Parts;

/// <summary>What the parts need of this machine: a container engine that runs, kind, kubectl, git.</summary>
/// <param name="name">Its name in the model.</param>
internal sealed class MachineResource(string name) : PartResource(name, "Prerequisites")
{
    /// <inheritdoc/>
    public override Task EnsureAsync(LocalEnvironment local, CancellationToken cancellationToken) => local.Machine.EnsureAsync(cancellationToken);
}

/// <summary>Adds it.</summary>
internal static class MachineResourceBuilderExtensions
{
    /// <summary>Installs and starts what this machine lacks, where that can be done.</summary>
    public static IResourceBuilder<MachineResource> AddPrerequisites(this IDistributedApplicationBuilder builder, [ResourceName] string name) =>
        builder.AddPart(new MachineResource(name), "Toolbox");
}
