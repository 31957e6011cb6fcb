namespace DddAspire.IntegrationServer.Draining;

/// <summary>What a drain looks at to decide whether it is over; a server without HTTP input takes no calls.</summary>
internal sealed record DrainSnapshot(TimeSpan Elapsed, TimeSpan SinceLastCall, int CallsInFlight, bool TakesCalls);
