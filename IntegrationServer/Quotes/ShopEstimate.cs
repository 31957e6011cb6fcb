
namespace DddAspire.IntegrationServer.Quotes;

/// <summary>What a shop says.</summary>
internal sealed record ShopEstimate(string RequestID, string LicensePlate, decimal EstimatedCost, DateOnly EarliestStartDate, int Version);
