using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.Settings;

namespace DddAspire.DemoEnvironment.Clusters;

/// <summary>What has to be done so that the kind cluster runs as wanted.</summary>
internal abstract record ClusterPlan
{
    private ClusterPlan()
    {
    }

    /// <summary>There is none: make it.</summary>
    public sealed record Create : ClusterPlan;

    /// <summary>Its node runs: see whether it answers.</summary>
    public sealed record Check : ClusterPlan;

    /// <summary>Its node stands still: start it, then see.</summary>
    public sealed record Start : ClusterPlan;

    /// <summary>It can't become what is wanted.</summary>
    public sealed record Replace(string Reason) : ClusterPlan;

    /// <summary>The user made it: it is left alone.</summary>
    public sealed record Refuse : ClusterPlan;

    /// <summary>Decides from the nodes' containers and from what is left of our state.</summary>
    /// <param name="wanted">The ports asked for.</param>
    /// <param name="chosen">What else was asked for.</param>
    /// <param name="node">The control plane's container; null when there is none.</param>
    /// <param name="workers">How many nodes there are beside it.</param>
    /// <param name="owner">The environment that wants it.</param>
    /// <param name="kubeconfigKept">Whether its kubeconfig is in the state folder, where the passwords inside the cluster are too.</param>
    public static ClusterPlan For(Ports wanted, KindChoices chosen, ContainerFacts? node, int workers, EnvironmentOwner owner, bool kubeconfigKept) => node switch
    {
        null => new Create(),
        _ when !ClusterOwnership.IsOurs(node) => new Refuse(),
        _ when ClusterOwnership.IsAnothers(node, owner) => new Replace("it was left by the demo of another state folder"),
        _ when !kubeconfigKept => new Replace("it was not finished, or the state folder it belongs to is gone"),
        _ when HostPort(node, KindCluster.ApiNodePort) != wanted.Api =>
            new Replace($"it serves the API on port {HostPort(node, KindCluster.ApiNodePort)}, not on {wanted.Api}"),
        _ when HostPort(node, KindCluster.DevApiNodePort) != wanted.DevApi =>
            new Replace($"it serves the API of ddd-dev on port {HostPort(node, KindCluster.DevApiNodePort)}, not on {wanted.DevApi}"),
        _ when chosen.NodeImage is { } image && node.Image != image => new Replace($"its nodes are made from {node.Image}, not from {image}"),
        _ when chosen.WorkerNodes is { } number && number != workers => new Replace($"it has {workers} worker nodes, not {number}"),
        _ when chosen.Mounts.FirstOrDefault(mount => !node.Binds.Contains(mount.Bind)) is { } mount =>
            new Replace($"its nodes do not have {mount.HostPath} at {mount.NodePath}"),
        { Status: ContainerStatus.Running } => new Check(),
        { Status: ContainerStatus.Exited } => new Start(),
        _ => new Replace($"its node is {node.Status}"),
    };

    private static int HostPort(ContainerFacts node, int nodePort) => node.HostPorts.GetValueOrDefault($"{nodePort}/tcp");
}
