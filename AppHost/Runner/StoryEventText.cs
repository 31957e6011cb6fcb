using System.Globalization;
using System.Text.Json;

namespace DddAspire.AppHost.Runner;

/// <summary>What happens in a story, as lines of a log.</summary>
internal static class StoryEventText
{
    /// <summary>The line for an event; null for one that is not worth a line.</summary>
    /// <param name="happened">Such as <c>{"type":"stepEnded","number":3,"result":"passed","detail":"…"}</c>.</param>
    /// <param name="titles">The titles of the steps, the first at index 0.</param>
    public static string? Line(JsonElement happened, IReadOnlyList<string> titles) => TypeOf(happened) switch
    {
        "started" => $"story {happened.GetProperty("id").GetString()}",
        "stepStarted" => $"{Number(happened)} {Title(happened, titles)} …",
        "stepEnded" => $"{Number(happened)} {Title(happened, titles)}: {happened.GetProperty("result").GetString()} {Optional(happened, "detail")}".TrimEnd(),
        "note" => happened.GetProperty("text").GetString(),
        "mark" => $"— {happened.GetProperty("name").GetString()}",
        "ended" => $"verdict: {Verdict(happened)}",
        _ => null,
    };

    /// <summary>The kind of event.</summary>
    public static string TypeOf(JsonElement happened) => happened.GetProperty("type").GetString() ?? "";

    /// <summary>The verdict of a story that ended.</summary>
    public static string Verdict(JsonElement ended) => ended.GetProperty("verdict").GetString() ?? "";

    /// <summary>Why the verdict is what it is.</summary>
    public static IEnumerable<string> Reasons(JsonElement ended) =>
        ended.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString() ?? "");

    /// <summary>The titles of a story's steps, from its first event.</summary>
    public static IReadOnlyList<string> Titles(JsonElement started) =>
        [.. started.GetProperty("titles").EnumerateArray().Select(title => title.GetString() ?? "")];

    private static string Number(JsonElement step) => step.GetProperty("number").GetInt32().ToString(CultureInfo.InvariantCulture);

    private static string Title(JsonElement step, IReadOnlyList<string> titles) =>
        titles.ElementAtOrDefault(step.GetProperty("number").GetInt32() - 1) ?? "";

    private static string? Optional(JsonElement happened, string name) =>
        happened.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
