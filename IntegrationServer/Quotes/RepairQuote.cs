namespace DddAspire.IntegrationServer.Quotes;

/// <summary>One vendor's offer.</summary>
internal sealed record RepairQuote(string VendorName, decimal CostEstimate, DateOnly EarliestAppointmentDate);
