namespace DddAspire.Contracts.Load;

/// <summary>Where the load client stands, refreshed at least once a second. Numbers are those of the run under way or the last one.</summary>
public sealed record LoadStatus(
    LoadState State,
    bool Running,
    string? Id,
    string? Url,
    double Rate,
    DateTimeOffset? StartedAt,
    string? Phase,
    long Scheduled,
    long Sent,
    long Succeeded,
    long Failed,
    long Unsent,
    int InFlight)
{
    public static LoadStatus Idle { get; } = new(LoadState.Idle, false, null, null, 0, null, null, 0, 0, 0, 0, 0, 0);
}
