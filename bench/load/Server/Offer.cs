namespace DddAspire.LoadBenchServer;

internal sealed record Offer(string VendorName, decimal CostEstimate, DateOnly EarliestAppointmentDate);
