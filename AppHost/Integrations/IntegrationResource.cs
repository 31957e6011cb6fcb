using System.Collections.Immutable;
using DddAspire.AppHost.Parts;

namespace DddAspire.AppHost.Integrations;

/// <summary>An integration as it runs in the cluster for its users. The pipeline deploys it; this only looks at it.</summary>
/// <param name="name">Its name, which is also that of its folder in git and of its Deployment.</param>
/// <param name="cluster">Where it runs.</param>
/// <param name="bars">The applications to choose from.</param>
internal sealed class IntegrationResource(string name, KindClusterResource cluster, ImmutableArray<string> bars)
    : Resource(name), IResourceWithParent<KindClusterResource>, IResourceWithWaitSupport
{
    /// <summary>Where it runs.</summary>
    public KindClusterResource Parent { get; } = cluster;

    /// <summary>The applications to choose from.</summary>
    public ImmutableArray<string> Bars { get; } = bars;

    /// <summary>What keeps it from doing its job, as last seen; null when nothing does.</summary>
    public string? Trouble { get; set; } = "not seen yet";
}
