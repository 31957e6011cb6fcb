
namespace DddAspire.Contracts.Load;

/// <summary>How well the client kept its own schedule.</summary>
/// <param name="DurationSeconds">From the first due call to the end of the schedule, in seconds.</param>
/// <param name="AchievedRate">Calls sent a second.</param>
/// <param name="LatenessMs">(sent - due): how late the client began the calls.</param>
/// <param name="MostInFlight">The most calls that were under way at a time.</param>
public sealed record ScheduleFigures(double DurationSeconds, double AchievedRate, Quantiles LatenessMs, int MostInFlight);
