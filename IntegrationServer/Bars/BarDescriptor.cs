using System.Text.Json.Serialization;

namespace DddAspire.IntegrationServer.Bars;

/// <summary>META-INF/broker.json: which application this is, in which build.</summary>
internal sealed record BarDescriptor(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("version")] string Version,
    [property: JsonPropertyName("application")] string Application);
