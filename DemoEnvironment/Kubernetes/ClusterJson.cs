using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace DddAspire.DemoEnvironment.Kubernetes;

/// <summary>The API's records as JSON.</summary>
public static class ClusterJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Reads a record.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("null is no record");

    /// <summary>Writes a record.</summary>
    public static string Write<T>(T record) => JsonSerializer.Serialize(record, Options);

    internal static async Task<T> ReadAsync<T>(Stream json, CancellationToken cancellationToken) =>
        await JsonSerializer.DeserializeAsync<T>(json, Options, cancellationToken) ?? throw new JsonException("null is no record");

    internal static T Read<T>(JsonElement json) => json.Deserialize<T>(Options) ?? throw new JsonException("null is no record");
}
