using System.Globalization;
using System.Text.Json;
using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.Settings;

namespace DddAspire.DemoEnvironment.Clusters;

/// <summary>kind's configuration: <c>kind/cluster.yaml</c> with what differs between runs in it.</summary>
internal static class KindConfig
{
    private const string Worker = "  - role: worker\n    labels:\n      ddd.demo/owner: dddaspire\n    extraMounts: ${mounts}\n";

    /// <summary>Fills in the ports, what was chosen, whose it is, and whether the nodes' pod network needs a range of addresses from Kubernetes.</summary>
    public static string Fill(string template, Ports ports, KindChoices chosen, EnvironmentOwner owner, bool allocateNodeCidrs) => template
        .Replace("${workers}\n", string.Concat(Enumerable.Repeat(Worker, chosen.WorkerNodes ?? 0)), StringComparison.Ordinal)
        .Replace("${mounts}", Mounts(chosen, owner), StringComparison.Ordinal)
        .Replace("${allocateNodeCidrs}", allocateNodeCidrs ? "true" : "false", StringComparison.Ordinal)
        .Replace("${apiPort}", ports.Api.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("${devApiPort}", ports.DevApi.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    // JSON is YAML too.
    private static string Mounts(KindChoices chosen, EnvironmentOwner owner) => JsonSerializer.Serialize(
        chosen.Mounts.Add(ClusterOwnership.Mark(owner)).Select(mount => new { hostPath = mount.HostPath, containerPath = mount.NodePath, readOnly = mount.ReadOnly }));
}
