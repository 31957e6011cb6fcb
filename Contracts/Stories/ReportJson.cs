using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DddAspire.Contracts.Stories;

/// <summary>How stories and reports are written as JSON: camelCase names, enums as camelCase words.</summary>
public static class ReportJson
{
    /// <summary>For files that people open.</summary>
    public static JsonSerializerOptions Indented { get; } = Create(writeIndented: true);

    /// <summary>For events and answers.</summary>
    public static JsonSerializerOptions Compact { get; } = Create(writeIndented: false);

    /// <summary>The whole text of report.json.</summary>
    public static string Write(StoryReport report) => JsonSerializer.Serialize(report, Indented) + "\n";

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static StoryReport Read(string json) =>
        JsonSerializer.Deserialize<StoryReport>(json, Indented) ?? throw new JsonException("report.json is empty");

    private static JsonSerializerOptions Create(bool writeIndented) =>
        new(JsonSerializerDefaults.Web)
        {
            WriteIndented = writeIndented,
            // Readable quotes and dashes; the page and the report encode what they put into HTML themselves.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        };
}
