using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using DddAspire.IntegrationServer.Bars;
using DddAspire.IntegrationServer.Flows;

namespace DddAspire.IntegrationServer.BarFiles;

/// <summary>Reads flow.json: `{"flows":[{"name":…,"steps":[{"step":"http-input",…},…]}]}`.</summary>
internal static class FlowReader
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip };

    public static ImmutableArray<Flow> Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json, Lenient);
        ImmutableArray<Flow> flows = [.. ArrayOf(document.RootElement, "flows").Select(ReadFlow)];
        return flows.IsEmpty ? throw new FlowRefusedException("it names no flow") : flows;
    }

    private static Flow ReadFlow(JsonElement element)
    {
        var flow = new Flow(TextOf(element, "name"), [.. ArrayOf(element, "steps").Select(ReadStep)]);
        FlowRules.Check(flow);
        return flow;
    }

    private static FlowStep ReadStep(JsonElement element) => TextOf(element, "step") switch
    {
        "http-input" => Read(element, BarJson.Default.HttpInput),
        "queue-input" => Read(element, BarJson.Default.QueueInput),
        "read-quote-request" => Read(element, BarJson.Default.ReadQuoteRequest),
        "scatter-gather" => Read(element, BarJson.Default.ScatterGather),
        "store-quote" => Read(element, BarJson.Default.StoreQuote),
        "select-quotes" => Read(element, BarJson.Default.SelectQuotes),
        "estimate" => Read(element, BarJson.Default.Estimate),
        "reply" => Read(element, BarJson.Default.Reply),
        var unknown => throw new FlowRefusedException($"the step '{unknown}' is unknown to this server"),
    };

    private static FlowStep Read<TStep>(JsonElement element, JsonTypeInfo<TStep> type)
        where TStep : FlowStep => element.Deserialize(type)!;

    private static JsonElement.ArrayEnumerator ArrayOf(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray()
            : throw new FlowRefusedException($"it lacks the list '{name}'");

    private static string TextOf(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new FlowRefusedException($"a flow or step lacks its '{name}'");
}
