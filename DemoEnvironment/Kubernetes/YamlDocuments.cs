using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace DddAspire.DemoEnvironment.Kubernetes;

/// <summary>YAML as the API server takes it: documents by the parser's stream, anchors resolved, each as JSON.</summary>
public static class YamlDocuments
{
    private static readonly ISerializer ToJson = new SerializerBuilder().JsonCompatible().Build();
    private static readonly IDeserializer FromYaml = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build();

    /// <summary>The documents that are mappings; what else there may be is nobody's object.</summary>
    /// <exception cref="YamlException">The text is no YAML.</exception>
    public static IEnumerable<JsonObject> Read(string text)
    {
        var parser = new MergingParser(new Parser(new StringReader(text)));
        parser.Consume<StreamStart>();
        while (parser.Accept<DocumentStart>(out _))
        {
            if (FromYaml.Deserialize<object?>(parser) is { } document && JsonNode.Parse(ToJson.Serialize(document)) is JsonObject item)
            {
                yield return item;
            }
        }
    }
}
