using System.Collections.Immutable;
using DddAspire.DemoEnvironment.Clusters;
using DddAspire.DemoEnvironment.Settings;

namespace DddAspire.AppHost.Parts;

/// <summary>
/// Adds a kind cluster and shapes it, by the names that the Community Toolkit's kind integration has. What is null there is left to the
/// product: its own node image, and as many nodes as a cluster that is there has.
/// </summary>
internal static class KindClusterResourceBuilderExtensions
{
    private const string NodeImages = "docker.io/kindest/node";

    /// <summary>The cluster.</summary>
    public static IResourceBuilder<KindClusterResource> AddKindCluster(this IDistributedApplicationBuilder builder, [ResourceName] string name)
    {
        var options = builder.DemoSettings.Environment;
        return builder.AddPart(new KindClusterResource(name, options), "Organization")
            .WithProperty("Name", KindCluster.ClusterName)
            .WithProperty("Kubeconfig", options.Layout.Kubeconfig);
    }

    /// <summary>The version of Kubernetes, such as 1.34.0, in kind's own node image.</summary>
    public static IResourceBuilder<KindClusterResource> WithKubernetesVersion(this IResourceBuilder<KindClusterResource> cluster, string? version) =>
        version is null ? cluster : cluster.WithNodeImage($"{NodeImages}:v{version.TrimStart('v')}");

    /// <summary>The image of every node; it overrides the one of a version.</summary>
    public static IResourceBuilder<KindClusterResource> WithNodeImage(this IResourceBuilder<KindClusterResource> cluster, string? image) =>
        image is null ? cluster : cluster.WithNodes(nodes => nodes with { NodeImage = image });

    /// <summary>The number of nodes beside the control plane's.</summary>
    public static IResourceBuilder<KindClusterResource> WithWorkerNodes(this IResourceBuilder<KindClusterResource> cluster, int count) =>
        cluster.WithNodes(nodes => nodes with { WorkerNodes = count });

    /// <summary>A folder of this machine that every node has.</summary>
    public static IResourceBuilder<KindClusterResource> WithNodeMount(
        this IResourceBuilder<KindClusterResource> cluster, string hostPath, string containerPath, bool readOnly = false) =>
        cluster.WithNodes(nodes => nodes with { Mounts = nodes.Mounts.Add(new NodeMount(Path.GetFullPath(hostPath, cluster.ApplicationBuilder.AppHostDirectory), containerPath, readOnly)) });

    /// <summary>Several of them.</summary>
    public static IResourceBuilder<KindClusterResource> WithNodeMounts(this IResourceBuilder<KindClusterResource> cluster, ImmutableArray<NodeMount> mounts) =>
        mounts.Aggregate(cluster, (shaped, mount) => shaped.WithNodeMount(mount.HostPath, mount.NodePath, mount.ReadOnly));

    /// <summary>Whether the cluster goes with the AppHost.</summary>
    public static IResourceBuilder<KindClusterResource> WithClusterLifetime(this IResourceBuilder<KindClusterResource> cluster, ClusterLifetime lifetime)
    {
        cluster.Resource.Lifetime = lifetime;
        return cluster.WithProperty("Lifetime", lifetime.ToString());
    }

    /// <summary>Says that a resource calls the cluster; a program finds the kubeconfig of the pipeline's account in KUBECONFIG.</summary>
    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> caller, IResourceBuilder<KindClusterResource> cluster)
        where T : IResource => caller
            .WithVariable("KUBECONFIG", () => cluster.Resource.Kubeconfig)
            .WithReferenceRelationship(cluster);

    /// <summary>What the integrations find in the cluster: namespaces, credentials, the pipeline's account, database and queue manager.</summary>
    public static IResourceBuilder<SetUpResource> AddPlatform(this IResourceBuilder<KindClusterResource> cluster, [ResourceName] string name) =>
        cluster.ApplicationBuilder.AddPart(new SetUpResource(name, "Namespaces", (local, token) => local.EnsurePlatformAsync(token)), "Apps")
            .WithParentRelationship(cluster);

    /// <summary>A service in the cluster that the integrations use, as the platform put it there.</summary>
    /// <param name="cluster">Where it runs.</param>
    /// <param name="name">Its name in the model.</param>
    /// <param name="service">Its name in the cluster.</param>
    public static IResourceBuilder<ClusterServiceResource> AddClusterService(this IResourceBuilder<KindClusterResource> cluster, [ResourceName] string name, string service) =>
        cluster.ApplicationBuilder.AddPart(new ClusterServiceResource(name, service, cluster.Resource), service == "nats" ? "MailInboxArrowDown" : "Database")
            .WithProperty("Service", service);

    /// <summary>Says that a resource calls the service; pods find its address and password in their namespace.</summary>
    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> caller, IResourceBuilder<ClusterServiceResource> service)
        where T : IResource => caller.WithReferenceRelationship(service);

    private static IResourceBuilder<KindClusterResource> WithNodes(this IResourceBuilder<KindClusterResource> cluster, Func<KindChoices, KindChoices> change)
    {
        cluster.Resource.Nodes = change(cluster.Resource.Nodes);
        return cluster;
    }
}
