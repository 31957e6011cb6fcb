using System.Globalization;
using DddAspire.DemoEnvironment.Settings;

namespace DddAspire.DemoEnvironment.Clusters;

/// <summary>kind's configuration: <c>kind/cluster.yaml</c> with what differs between runs in it.</summary>
internal static class KindConfig
{
    /// <summary>Fills in the ports, and whether the nodes' pod network needs a range of addresses from Kubernetes.</summary>
    public static string Fill(string template, Ports ports, bool allocateNodeCidrs) => template
        .Replace("${allocateNodeCidrs}", allocateNodeCidrs ? "true" : "false", StringComparison.Ordinal)
        .Replace("${apiPort}", ports.Api.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("${devApiPort}", ports.DevApi.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
