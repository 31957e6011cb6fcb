using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace DddAspire.DemoRunner.Stories;

/// <summary>What the API answered to the sample request, without what differs from call to call (the id and the dates).</summary>
/// <param name="Versions">The bars' versions, such as "1,1,1".</param>
/// <param name="Costs">Each vendor's estimate, in the answer's order.</param>
/// <param name="ServedBy">From the header: which version of each integration served.</param>
internal sealed record SampleQuote(
    string Versions,
    ImmutableArray<decimal> Costs,
    ImmutableSortedDictionary<string, IntegrationVersion> ServedBy)
{
    /// <summary>As people read it.</summary>
    public string Body => string.Create(CultureInfo.InvariantCulture, $"Versions \"{Versions}\", costs {string.Join(" / ", Costs.Select(cost => cost.ToString("0.##", CultureInfo.InvariantCulture)))}");

    /// <summary>Whether a caller would be told the same; who served is not compared.</summary>
    public bool SameBodyAs(SampleQuote other) => Versions == other.Versions && Costs.SequenceEqual(other.Costs);

    /// <summary>Reads the answer.</summary>
    /// <exception cref="HttpRequestException">It is not a quote.</exception>
    public static SampleQuote Parse(JsonObject body, ImmutableSortedDictionary<string, IntegrationVersion> servedBy) =>
        body["RepairQuotes"] is JsonArray quotes && body[nameof(Versions)] is { } versions
            ? new(versions.ToString(), [.. quotes.Select(Cost)], servedBy)
            : throw new HttpRequestException($"the API answered something else than a quote: {body.ToJsonString()}");

    /// <summary>What the answer becomes when one shop moves to a bar whose version is 2: it says so, and is 10 % cheaper.</summary>
    public SampleQuote WithNewBarOf(string shop)
    {
        var place = Solution.Shops.IndexOf(shop);
        var versions = Versions.Split(',');
        versions[place] = "2";
        return this with { Versions = string.Join(',', versions), Costs = Costs.SetItem(place, decimal.Round(Costs[place] * 0.9m, 2)) };
    }

    private static decimal Cost(JsonNode? quote) =>
        quote?["CostEstimate"] is { } cost && decimal.TryParse(cost.ToString(), CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new HttpRequestException($"a quote without a cost: {quote?.ToJsonString()}");
}
