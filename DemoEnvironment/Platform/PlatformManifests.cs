using System.Globalization;
using DddAspire.DemoEnvironment.Clusters;

namespace DddAspire.DemoEnvironment.Platform;

/// <summary>The manifests of <c>kind/platform</c>, with their tokens replaced.</summary>
/// <param name="folder">The folder.</param>
internal sealed class PlatformManifests(string folder)
{
    /// <summary>The two namespaces and the node ports of their APIs, in the order in which a change goes through them.</summary>
    public static readonly IReadOnlyList<(string Name, int ApiNodePort)> Namespaces =
        [("ddd-dev", KindCluster.DevApiNodePort), ("ddd-test", KindCluster.ApiNodePort)];

    /// <summary>A label selector for the namespaces that we made.</summary>
    public const string Ours = "app.kubernetes.io/part-of=ddd";

    /// <summary>A label selector for all others.</summary>
    public const string NotOurs = "app.kubernetes.io/part-of!=ddd";

    private static readonly string[] OncePerCluster = ["pipeline-account.yaml"];

    /// <summary>The namespaces themselves.</summary>
    public string NamespacesYaml() => Join(Namespaces.Select(target => Fill(Read("namespace.yaml"), target, "", "")));

    /// <summary>Everything else of all namespaces.</summary>
    public string Yaml(string postgresImage, string natsImage) =>
        Join(Directory.GetFiles(folder, "*.yaml").Select(path => Path.GetFileName(path)).Where(name => name != "namespace.yaml").Order(StringComparer.Ordinal)
            .SelectMany(name => OncePerCluster.Contains(name)
                ? [Read(name)]
                : Namespaces.Select(target => Fill(Read(name), target, postgresImage, natsImage))));

    internal static string Fill(string template, (string Name, int ApiNodePort) target, string postgresImage, string natsImage) => template
        .Replace("${namespace}", target.Name, StringComparison.Ordinal)
        .Replace("${apiNodePort}", target.ApiNodePort.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("${postgresImage}", postgresImage, StringComparison.Ordinal)
        .Replace("${natsImage}", natsImage, StringComparison.Ordinal);

    private string Read(string name) => File.ReadAllText(Path.Combine(folder, name));

    private static string Join(IEnumerable<string> documents) => string.Join("\n---\n", documents);
}
