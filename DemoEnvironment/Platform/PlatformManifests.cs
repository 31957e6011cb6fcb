using System.Globalization;
using System.Text.Json.Nodes;
using DddAspire.DemoEnvironment.Clusters;
using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.Kubernetes;

namespace DddAspire.DemoEnvironment.Platform;

/// <summary>The manifests of <c>kind/platform</c>, with their tokens replaced.</summary>
/// <param name="folder">The folder.</param>
/// <param name="owner">The environment whose mark the namespaces carry.</param>
internal sealed class PlatformManifests(string folder, EnvironmentOwner owner)
{
    /// <summary>The two namespaces and the node ports of their APIs, in the order in which a change goes through them.</summary>
    public static readonly IReadOnlyList<(string Name, int ApiNodePort)> Namespaces =
        [(Solution.DevNamespace, KindCluster.DevApiNodePort), (Solution.TestNamespace, KindCluster.ApiNodePort)];

    /// <summary>A label selector for what we made in our namespaces.</summary>
    public const string Ours = "app.kubernetes.io/part-of=ddd";

    private static readonly string[] OncePerCluster = ["pipeline-account.yaml"];

    /// <summary>The namespaces themselves.</summary>
    public IEnumerable<JsonObject> NamespaceObjects() => Namespaces.SelectMany(target =>
        YamlDocuments.Read(Fill(Read("namespace.yaml"), target, "", "").Replace("${environment}", owner.Id, StringComparison.Ordinal)));

    /// <summary>Everything else of all namespaces.</summary>
    public IEnumerable<JsonObject> Objects(string postgresImage, string natsImage) =>
        Directory.GetFiles(folder, "*.yaml").Select(path => Path.GetFileName(path)).Where(name => name != "namespace.yaml").Order(StringComparer.Ordinal)
            .SelectMany(name => OncePerCluster.Contains(name)
                ? [Read(name)]
                : Namespaces.Select(target => Fill(Read(name), target, postgresImage, natsImage)))
            .SelectMany(YamlDocuments.Read);

    internal static string Fill(string template, (string Name, int ApiNodePort) target, string postgresImage, string natsImage) => template
        .Replace("${namespace}", target.Name, StringComparison.Ordinal)
        .Replace("${apiNodePort}", target.ApiNodePort.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("${postgresImage}", postgresImage, StringComparison.Ordinal)
        .Replace("${natsImage}", natsImage, StringComparison.Ordinal);

    private string Read(string name) => File.ReadAllText(Path.Combine(folder, name));
}
