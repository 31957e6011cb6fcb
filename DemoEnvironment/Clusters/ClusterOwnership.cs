using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.Settings;

namespace DddAspire.DemoEnvironment.Clusters;

/// <summary>
/// Whose kind cluster it is. kind gives its nodes no labels of ours, but mounts that we ask for: each node of ours has a folder named for
/// its environment. It is there from the moment on at which the container is, also in a cluster that was not finished, and it is seen
/// without asking the node. What is mounted does not matter: kind itself mounts the same folder on every platform.
/// </summary>
internal static class ClusterOwnership
{
    private const string Mounted = "/lib/modules";
    private const string Prefix = "/ddd.demo/";

    /// <summary>The mount that marks the nodes of an environment.</summary>
    public static NodeMount Mark(EnvironmentOwner owner) => new(Mounted, Prefix + owner.Id, ReadOnly: true);

    /// <summary>Whether the demo made a node, whichever environment's it is.</summary>
    public static bool IsOurs(ContainerFacts node) => OwnerIdOf(node) is not null;

    /// <summary>Whether a node of ours is that of another environment.</summary>
    public static bool IsAnothers(ContainerFacts node, EnvironmentOwner owner) => OwnerIdOf(node) is { } id && id != owner.Id;

    private static string? OwnerIdOf(ContainerFacts node) => node.Binds
        .Select(bind => bind.Split(':'))
        .Where(bind => bind.Length > 1 && bind[1].StartsWith(Prefix, StringComparison.Ordinal))
        .Select(bind => bind[1][Prefix.Length..])
        .FirstOrDefault();
}
