using DddAspire.Contracts.Faults;

namespace DddAspire.DemoEnvironment.Clusters;

/// <summary>What one pod says, however often its container is started again.</summary>
/// <param name="follow">Follows the container that runs, from a time on; null for what was just said.</param>
/// <param name="time">The clock.</param>
internal sealed class PodLog(Func<DateTimeOffset?, CancellationToken, Task> follow, TimeProvider time)
{
    private readonly Lock gate = new();
    private DateTimeOffset? until;
    private bool news;
    private bool busy;

    /// <summary>Ends when there is nothing to follow.</summary>
    public Task Following { get; private set; } = Task.CompletedTask;

    /// <summary>Something about the pod has changed: follows it, or, where that is under way, looks once more when it ends.</summary>
    public void Poll(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            news = true;
            if (!busy)
            {
                Following = FollowAsync(cancellationToken);
            }
        }
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        while (TakeNews())
        {
            try
            {
                await follow(until, cancellationToken);
                until = time.GetUtcNow();
            }
            catch (DemoException)
            {
                // Its container has not started yet, or the pod is gone: in the first case there will be news of it.
            }
        }
    }

    private bool TakeNews()
    {
        lock (gate)
        {
            (busy, news) = (news, false);
            return busy;
        }
    }
}
