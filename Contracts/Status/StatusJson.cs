using System.Text.Json;
using System.Text.Json.Serialization;

namespace DddAspire.Contracts.Status;

/// <summary>How the status is written as JSON.</summary>
public static class StatusJson
{
    /// <summary>Camel case, indented, words for states.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The status as text.</summary>
    public static string Text(EnvironmentStatus status) => JsonSerializer.Serialize(status, Options);
}
