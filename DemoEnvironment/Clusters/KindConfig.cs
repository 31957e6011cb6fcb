using System.Globalization;
using DddAspire.DemoEnvironment.Settings;

namespace DddAspire.DemoEnvironment.Clusters;

/// <summary>kind's configuration: <c>kind/cluster.yaml</c> with this run's ports in it.</summary>
internal static class KindConfig
{
    /// <summary>Fills in the ports.</summary>
    public static string Fill(string template, Ports ports) => template
        .Replace("${apiPort}", ports.Api.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("${devApiPort}", ports.DevApi.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
