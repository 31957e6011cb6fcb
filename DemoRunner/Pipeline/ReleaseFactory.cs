using System.Text.Json.Nodes;
using DddAspire.DemoEnvironment.Faults;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace DddAspire.DemoRunner.Pipeline;

/// <summary>Fills an integration's manifests in: namespace, image by digest, annotations. Pure.</summary>
internal static class ReleaseFactory
{
    /// <summary>The container that holds the integration.</summary>
    public const string Container = "integration";

    private static readonly ISerializer ToJson = new SerializerBuilder().JsonCompatible().Build();
    private static readonly IDeserializer FromYaml = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build();

    /// <exception cref="ManifestFaultException">A manifest is no YAML, or has no Deployment of that name.</exception>
    public static Release Make(string integration, string targetNamespace, string manifests, string image, IReadOnlyDictionary<string, string> annotations)
    {
        var objects = Parse(integration, manifests).ToList();
        var deployment = objects.FirstOrDefault(item => Text(item, "kind") == "Deployment" && Text(item["metadata"], "name") == integration)
            ?? throw new ManifestFaultException(integration, $"there is no Deployment named {integration} in it");
        foreach (var item in objects)
        {
            Child(item, "metadata")["namespace"] = targetNamespace;
        }

        var template = Child(Child(deployment, "spec"), "template");
        var containers = Child(template, "spec")["containers"] as JsonArray ?? [];
        var container = containers.OfType<JsonObject>().FirstOrDefault(item => Text(item, "name") == Container)
            ?? throw new ManifestFaultException(integration, $"its pod has no container named {Container}");
        container["image"] = image;
        foreach (var (key, value) in annotations)
        {
            Child(Child(deployment, "metadata"), "annotations")[key] = value;
        }

        // The commit is left out of the pods: a commit that changes nothing else must not replace them.
        foreach (var (key, value) in annotations.Where(pair => pair.Key != Annotations.Commit))
        {
            Child(Child(template, "metadata"), "annotations")[key] = value;
        }

        return new Release(integration, targetNamespace, objects);
    }

    private static IEnumerable<JsonObject> Parse(string integration, string manifests)
    {
        foreach (var document in manifests.Split("\n---", StringSplitOptions.RemoveEmptyEntries).Where(text => text.Trim().Length > 0))
        {
            JsonNode? node;
            try
            {
                node = JsonNode.Parse(ToJson.Serialize(FromYaml.Deserialize<object>(document)));
            }
            catch (YamlException exception)
            {
                throw new ManifestFaultException(integration, exception.Message, exception);
            }

            if (node is JsonObject item)
            {
                yield return item;
            }
        }
    }

    private static JsonObject Child(JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject child)
        {
            parent[name] = child = [];
        }

        return child;
    }

    private static string? Text(JsonNode? parent, string name) => parent?[name]?.GetValue<string>();
}

/// <summary>A manifest that cannot be applied.</summary>
internal sealed class ManifestFaultException(string integration, string fault, Exception? innerException = null)
    : DemoException($"{integration}/deployment.yaml: {fault}", "kubectl apply --dry-run=client -f deployment.yaml   # says where", innerException);
