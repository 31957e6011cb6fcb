using System.Text.Json;
using System.Text.Json.Serialization;

namespace DddAspire.Contracts.Runs;

/// <summary>How runs are written as JSON: camelCase names, enums as camelCase words.</summary>
public static class RunJson
{
    /// <summary>For the answers of <c>/runs</c>.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };
}
