namespace DddAspire.Contracts.Load;

/// <summary>The body of <c>POST /load/rate</c>.</summary>
/// <param name="Rate">Calls a second from now on, 0.1 to 100,000.</param>
public sealed record RateChange(double Rate);
