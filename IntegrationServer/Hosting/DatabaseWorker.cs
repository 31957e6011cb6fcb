using DddAspire.IntegrationServer.Health;
using DddAspire.IntegrationServer.Quotes;

namespace DddAspire.IntegrationServer.Hosting;

/// <summary>Makes table QUOTES at the start, as soon as there is a database, and opens the connections to it.</summary>
internal sealed class DatabaseWorker(QuoteStore store, ReadinessState readiness, TimeProvider time, ILogger<DatabaseWorker> logger) : BackgroundService
{
    private const string Part = "database";
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(250);

    private string lastReason = "";

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        readiness.Block(Part, "connecting");
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!await TryPrepareAsync(stoppingToken))
        {
            await Task.Delay(RetryInterval, time, stoppingToken);
        }

        readiness.Clear(Part);
    }

    private async Task<bool> TryPrepareAsync(CancellationToken cancellationToken)
    {
        try
        {
            await store.CreateTableAsync(cancellationToken);
            await store.WarmUpAsync(cancellationToken);
            return true;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            Report(failure.Message);
            return false;
        }
    }

    // The same reason again is no news.
    private void Report(string reason)
    {
        if (lastReason != reason)
        {
            lastReason = reason;
            readiness.Block(Part, reason);
            logger.DependencyUnavailable(reason);
        }
    }
}
