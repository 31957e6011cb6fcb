using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace DddAspire.LoadClient.Quotes;

/// <summary>A quote as it is answered. Anything may be missing: whether it may is for <see cref="QuoteRules"/> to say.</summary>
internal sealed record QuoteAnswer(
    [property: JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)] long? QuoteID,
    string? Name,
    string? EMail,
    string? Address,
    string? USState,
    string? LicensePlate,
    string? Versions,
    ImmutableArray<QuoteAnswer.Offer>? RepairQuotes)
{
    /// <summary>What one vendor offers.</summary>
    internal sealed record Offer(string? VendorName, decimal? CostEstimate, DateOnly? EarliestAppointmentDate);
}
