using DddAspire.IntegrationServer.Dependencies;
using DddAspire.IntegrationServer.Health;
using DddAspire.IntegrationServer.Messaging;

namespace DddAspire.IntegrationServer.Hosting;

/// <summary>Keeps the connection to the queue manager and the readiness that depends on it.</summary>
internal sealed class QueueWorker(
    QueueConnection connection,
    ReplyInbox inbox,
    QueueHost queues,
    ConsumerWarmUp warmUp,
    DeployedBars deployed,
    ReadinessState readiness,
    TimeProvider time) : BackgroundService
{
    private const string Part = "queue manager";
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromMilliseconds(20);

    private bool gathers;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        readiness.Block(Part, "connecting");
        readiness.Watch("queues", () => queues.Problem);
        return base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(connection.RunAsync(stoppingToken), BeginAsync(stoppingToken));

    // Only the first connection counts. Later, a server without queue manager says so to its callers (503), which helps them
    // more than a connection that is refused because all pods are unready at once.
    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        do
        {
            while (!connection.IsConnected)
            {
                readiness.Block(Part, connection.State);
                await Task.Delay(ProbeInterval, time, cancellationToken);
            }
        }
        while (!await TryListenAsync(cancellationToken));

        readiness.Clear(Part);
    }

    private async Task<bool> TryListenAsync(CancellationToken cancellationToken)
    {
        try
        {
            readiness.Block(Part, "warming up");
            if (deployed.GathersReplies && !gathers)
            {
                await inbox.ListenAsync(cancellationToken);
                gathers = true;
            }

            await queues.ListenAsync(warmUp, cancellationToken);
            await connection.FlushAsync(cancellationToken);
            return true;
        }
        catch (DependencyUnavailableException)
        {
            return false;
        }
    }
}
