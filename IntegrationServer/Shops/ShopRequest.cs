using System.Collections.Immutable;
using DddAspire.IntegrationServer.Quotes;

namespace DddAspire.IntegrationServer.Shops;

/// <summary>What a shop is told: the car and its dents, nothing about the person.</summary>
internal sealed record ShopRequest(string RequestID, string LicensePlate, ImmutableArray<DentLocation> DentLocations);
