using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace DddAspire.IntegrationServer.Quotes;

/// <summary>A stored quote, as it is answered and as it is read back.</summary>
internal sealed record Quote(
    long QuoteID,
    string Name,
    string EMail,
    string Address,
    string USState,
    string LicensePlate,
    string Versions,
    ImmutableArray<RepairQuote> RepairQuotes)
{
    /// <summary>The vendors that did not answer in time; left out when there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? LateVendors { get; init; }
}
