using DddAspire.IntegrationServer.Health;
using DddAspire.IntegrationServer.Hosting;

namespace DddAspire.IntegrationServer.Draining;

/// <summary>
/// The way out: serve on, but let every connection go after its next answer; take no new messages; end when nobody calls any more.
/// It runs once, whoever asks for it first: the preStop command, or SIGTERM.
/// </summary>
internal sealed class Drain(
    InFlightTracker calls, QueueHost queues, HttpFlows http, ReadinessState readiness, TimeProvider time, ILogger<Drain> logger)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private readonly DrainRules rules = DrainRules.Default;
    private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int begun;

    public bool HasBegun => Volatile.Read(ref begun) != 0;

    /// <summary>Begins the drain unless it has begun; the task ends with the drain.</summary>
    public Task RunAsync()
    {
        if (Interlocked.Exchange(ref begun, 1) == 0)
        {
            _ = RunOnceAsync();
        }

        return over.Task;
    }

    private async Task RunOnceAsync()
    {
        var start = time.GetTimestamp();
        var callsBefore = calls.Total;
        readiness.Block("server", "it is draining");
        logger.DrainBegun();
        try
        {
            var outcome = await Task.WhenAll(DrainCallsAsync(start), DrainQueuesAsync());
            logger.DrainEnded(outcome[0], calls.Total - callsBefore, time.GetElapsedTime(start).TotalMilliseconds);
        }
        finally
        {
            over.TrySetResult();
        }
    }

    private async Task<DrainDecision> DrainCallsAsync(long start)
    {
        while (true)
        {
            var view = new DrainSnapshot(time.GetElapsedTime(start), calls.SinceLastCall, calls.InFlight, http.Any);
            if (rules.Decide(view) is var decision and not DrainDecision.ServeOn)
            {
                return decision;
            }

            await Task.Delay(PollInterval, time, CancellationToken.None);
        }
    }

    private async Task<DrainDecision> DrainQueuesAsync()
    {
        using var limit = new CancellationTokenSource(rules.Limit, time);
        return await queues.DrainAsync(limit.Token) ? DrainDecision.Finish : DrainDecision.GiveUp;
    }
}
