namespace DddAspire.AppHost.Parts;

/// <summary>A part that runs on once it is there.</summary>
internal abstract class RunningPartResource(string name, string kind) : PartResource(name, kind)
{
    /// <summary>One look at it: null when it does its job, else what was seen instead.</summary>
    public abstract Task<string?> HealthAsync(CancellationToken cancellationToken);

    /// <summary>Hands on what it says while it runs, a line at a time.</summary>
    public virtual Task FollowLogAsync(Action<string> onLine, CancellationToken cancellationToken) => Task.CompletedTask;
}
