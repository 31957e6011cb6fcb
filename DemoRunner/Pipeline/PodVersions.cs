using System.Text.RegularExpressions;
using DddAspire.DemoEnvironment.Kubernetes;
using DddAspire.DemoRunner.Kubernetes;

namespace DddAspire.DemoRunner.Pipeline;

/// <summary>Which bars an integration serves, as its own pods say when they start: what was copied into the image is docker's business.</summary>
internal static partial class PodVersions
{
    private const int Beginning = 16 * 1024;

    /// <summary>The bars of the pods that run an image; null when they say nothing that we understand, as IBM's image.</summary>
    public static async Task<string?> BarsAsync(ClusterAccess cluster, string integration, string targetNamespace, string image, CancellationToken cancellationToken)
    {
        var pods = await cluster.PodsAsync(targetNamespace, ClusterView.Selector(integration), cancellationToken);
        foreach (var pod in pods.Where(pod => pod.Metadata.DeletionTimestamp is null))
        {
            if (pod.Spec.Containers.FirstOrDefault(container => container.Image == image) is { } container)
            {
                return Parse(await cluster.LogAsync(pod, container.Name, lastLines: null, Beginning, cancellationToken));
            }
        }

        return null;
    }

    /// <summary>Reads the server's first line: <c>Integration server 12.0.11.0-r1 starts; bars of /home/…: AcmeV1</c>.</summary>
    internal static string? Parse(string log) => Line().Match(log) is { Success: true } found ? found.Groups["bars"].Value.Trim() : null;

    [GeneratedRegex(@"Integration server \S+ starts; bars of \S+: (?<bars>[^\r\n]+)")]
    private static partial Regex Line();
}
