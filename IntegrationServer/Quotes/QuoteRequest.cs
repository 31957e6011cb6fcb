using System.Collections.Immutable;

namespace DddAspire.IntegrationServer.Quotes;

/// <summary>What a driver asks for; checked, so nothing in it is missing.</summary>
internal sealed record QuoteRequest(
    string Name, string EMail, string Address, string USState, string LicensePlate, ImmutableArray<DentLocation> DentLocations);
