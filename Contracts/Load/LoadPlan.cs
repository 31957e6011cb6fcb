using System.Text.Json.Serialization;

namespace DddAspire.Contracts.Load;

/// <summary>What is asked of one run of the load client. Every problem with it is told at once by <see cref="Problems"/>.</summary>
/// <param name="Url">Where the calls go: <c>http://host:port</c>, with or without a path. Quotes go to <c>/drivewayrepair/quote</c> when no path is given.</param>
/// <param name="Rate">Calls a second, 0.1 to 100,000. Each call has its own due time: POST and GET count alike.</param>
/// <param name="RampFrom">Calls a second at the start of a ramp that ends at <paramref name="Rate"/>; null for a constant rate.</param>
/// <param name="RampSeconds">How long the ramp takes, in seconds; needed with <paramref name="RampFrom"/>.</param>
/// <param name="TimeoutMs">How long one call may take, from the moment it was begun, in milliseconds; 1 to 60,000.</param>
/// <param name="FreshConnectionShare">The share of calls, 0 to 1, that open a connection of their own.</param>
/// <param name="DurationSeconds">When the schedule ends by itself; null runs until stopped.</param>
/// <param name="Script">What the calls are.</param>
/// <param name="MaxInFlight">Calls under way at a time, 1 to 16,384; a call due beyond it is not sent and counts as failed.</param>
/// <param name="AuditSeconds">How long reading back what was acknowledged may take, in seconds; what is left then is stated as not audited.</param>
/// <param name="Objectives">What the verdict asks for; null for the defaults.</param>
public sealed record LoadPlan(
    string Url,
    double Rate = 50,
    double? RampFrom = null,
    double? RampSeconds = null,
    int TimeoutMs = 2000,
    double FreshConnectionShare = 0.1,
    double? DurationSeconds = null,
    CallScript Script = CallScript.Quotes,
    int MaxInFlight = 1024,
    double AuditSeconds = 60,
    LoadObjectives? Objectives = null)
{
    [JsonIgnore]
    public TimeSpan Timeout => TimeSpan.FromMilliseconds(TimeoutMs);

    /// <summary>Everything that is wrong with the plan, in words; empty when it can be run.</summary>
    public IReadOnlyList<string> Problems() => LoadPlanRules.Check(this);
}
