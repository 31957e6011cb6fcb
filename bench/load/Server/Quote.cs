namespace DddAspire.LoadBenchServer;

internal sealed record Quote(
    long QuoteID, string Name, string EMail, string Address, string USState, string LicensePlate, string Versions, Offer[] RepairQuotes);
