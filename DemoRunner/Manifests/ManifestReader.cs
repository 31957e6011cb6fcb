using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DddAspire.DemoEnvironment.Kubernetes;
using YamlDotNet.Core;

namespace DddAspire.DemoRunner.Manifests;

/// <summary>
/// Finds the Kubernetes objects in an integration's *.yaml and *.yml files: by the parser's stream of documents, lists taken apart.
/// A document without apiVersion and kind is somebody else's, such as server.conf.yaml, and left alone.
/// </summary>
internal static partial class ManifestReader
{
    /// <summary>The files of a folder that may hold manifests, in order.</summary>
    public static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder).Where(IsYaml).Order(StringComparer.Ordinal);

    /// <summary>Whether a file's name is a YAML file's.</summary>
    public static bool IsYaml(string file) => Path.GetExtension(file) is ".yaml" or ".yml";

    /// <summary>Whether a file looks like a manifest, well formed or not.</summary>
    public static bool HoldsManifest(string file) => LooksLikeManifest(File.ReadAllText(file));

    /// <summary>Reads all files of a folder.</summary>
    /// <exception cref="ManifestFaultException">A manifest can't be applied: it names file and object.</exception>
    public static async Task<ManifestSet> ReadAsync(string integration, string folder, CancellationToken cancellationToken)
    {
        var texts = new List<(string File, string Text)>();
        foreach (var path in Files(folder))
        {
            texts.Add((Path.GetFileName(path), await File.ReadAllTextAsync(path, cancellationToken)));
        }

        return Read(integration, texts);
    }

    /// <summary>Reads files by name and text. Pure.</summary>
    /// <exception cref="ManifestFaultException">A manifest can't be applied: it names file and object.</exception>
    public static ManifestSet Read(string integration, IEnumerable<(string File, string Text)> files) =>
        new(integration, [.. files.SelectMany(file => Documents(integration, file.File, file.Text))]);

    private static ImmutableArray<Manifest> Documents(string integration, string file, string text)
    {
        var found = ImmutableArray.CreateBuilder<Manifest>();
        try
        {
            foreach (var item in YamlDocuments.Read(text))
            {
                found.AddRange(Objects(integration, file, item));
            }
        }
        catch (YamlException exception)
        {
            // What is no manifest need not be well formed for us.
            return LooksLikeManifest(text)
                ? throw new ManifestFaultException(integration, file, $"line {exception.Start.Line}: {exception.Message}", exception)
                : [];
        }

        return found.ToImmutable();
    }

    private static IEnumerable<Manifest> Objects(string integration, string file, JsonObject item)
    {
        var (version, kind) = (Manifest.Text(item, "apiVersion"), Manifest.Text(item, "kind"));
        if (version is null || kind is null)
        {
            return [];
        }

        if (version == "v1" && kind == "List")
        {
            return (item["items"] as JsonArray ?? []).OfType<JsonObject>().ToList()
                .SelectMany(inner => Objects(integration, file, (JsonObject)inner.DeepClone()));
        }

        var manifest = new Manifest(file, item);
        return ManifestKind.WhyRefused(version, kind) is { } reason ? throw new ManifestFaultException(integration, file, $"{kind} {manifest.Name}: {reason}")
            : manifest.Name.Length == 0 ? throw new ManifestFaultException(integration, file, $"a {kind} has no name")
            : [manifest];
    }

    private static bool LooksLikeManifest(string text) => VersionLine().IsMatch(text) && KindLine().IsMatch(text);

    [GeneratedRegex(@"^\s*""?apiVersion""?\s*:", RegexOptions.Multiline)]
    private static partial Regex VersionLine();

    [GeneratedRegex(@"^\s*""?kind""?\s*:", RegexOptions.Multiline)]
    private static partial Regex KindLine();
}
