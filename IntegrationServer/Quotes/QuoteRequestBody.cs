namespace DddAspire.IntegrationServer.Quotes;

/// <summary>The body of a quote request as it came, where anything may be missing.</summary>
internal sealed record QuoteRequestBody(
    string? Name, string? EMail, string? Address, string? USState, string? LicensePlate, QuoteRequestBody.Dent?[]? DentLocations)
{
    public sealed record Dent(string? PanelType, int? NumberOfDents);
}
