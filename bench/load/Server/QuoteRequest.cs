namespace DddAspire.LoadBenchServer;

internal sealed record QuoteRequest(
    string Name, string EMail, string Address, string USState, string LicensePlate, QuoteRequest.Dent[] DentLocations)
{
    internal sealed record Dent(string PanelType, int NumberOfDents);
}
