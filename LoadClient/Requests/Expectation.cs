using System.Text.Json;

namespace DddAspire.LoadClient.Requests;

/// <summary>What must stand at one place of a JSON answer: a text as it is, anything else as JSON.</summary>
internal sealed class Expectation(JsonPath path, string value)
{
    private const int Excerpt = 120;
    private readonly JsonElement? _json = AsJson(value);

    /// <summary>What is wrong with the answer, in words; null when nothing is.</summary>
    public string? FaultIn(JsonElement root) => path.Find(root) switch
    {
        null => $"{path} is missing, expected {value}",
        { } found when Fits(found) => null,
        { } found => $"{path} is {Begin(found.GetRawText())}, expected {value}",
    };

    private bool Fits(JsonElement found) =>
        (found.ValueKind == JsonValueKind.String && found.ValueEquals(value))
        || (_json is { } json && JsonElement.DeepEquals(found, json));

    private static string Begin(string text) => text.Length <= Excerpt ? text : text[..Excerpt];

    private static JsonElement? AsJson(string value)
    {
        try
        {
            using var document = JsonDocument.Parse(value);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
