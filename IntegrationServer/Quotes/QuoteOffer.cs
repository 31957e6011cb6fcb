using System.Collections.Immutable;

namespace DddAspire.IntegrationServer.Quotes;

/// <summary>What the shops' answers amount to: the offers, the versions of those who made them, and who was late.</summary>
internal sealed record QuoteOffer(ImmutableArray<RepairQuote> RepairQuotes, string Versions, ImmutableArray<string> LateVendors)
{
    private const string VersionOfLateShop = "-";

    public static QuoteOffer From(ImmutableArray<ShopAnswer> answers) => new(
        [.. answers.Select(OfferOf).OfType<RepairQuote>()],
        string.Join(',', answers.Select(answer => answer.Estimate is null ? VersionOfLateShop : $"{answer.Estimate.Version}")),
        [.. answers.Where(answer => answer.Estimate is null).Select(answer => answer.Shop.Vendor)]);

    private static RepairQuote? OfferOf(ShopAnswer answer) =>
        answer.Estimate is { } estimate ? new RepairQuote(answer.Shop.Vendor, estimate.EstimatedCost, estimate.EarliestStartDate) : null;
}
