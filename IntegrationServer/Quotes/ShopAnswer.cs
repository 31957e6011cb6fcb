using DddAspire.IntegrationServer.Bars;

namespace DddAspire.IntegrationServer.Quotes;

/// <summary>What became of asking one shop; the estimate is null when it did not come before the deadline.</summary>
internal sealed record ShopAnswer(ShopQueue Shop, ShopEstimate? Estimate, ServedBy? ServedBy);
