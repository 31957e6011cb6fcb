using DddAspire.IntegrationServer.Health;
using DddAspire.IntegrationServer.Messaging;

namespace DddAspire.IntegrationServer.Hosting;

/// <summary>Keeps the connection to the queue manager and the readiness that depends on it.</summary>
internal sealed class QueueWorker(
    NatsConnection connection, NatsInbox inbox, QueueHost queues, DeployedBars deployed, ReadinessBoard readiness, TimeProvider time) : BackgroundService
{
    private const string Part = "queue manager";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        readiness.Block(Part, "connecting");
        await queues.ListenAsync(cancellationToken);
        if (deployed.GathersReplies)
        {
            await inbox.ListenAsync(cancellationToken);
        }

        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(connection.RunAsync(stoppingToken), WaitForConnectionAsync(stoppingToken));

    // Only the first connection counts. Later, a server without queue manager says so to its callers (503), which helps them
    // more than a connection that is refused because all pods are unready at once.
    private async Task WaitForConnectionAsync(CancellationToken cancellationToken)
    {
        while (!connection.IsConnected)
        {
            readiness.Block(Part, connection.State);
            await Task.Delay(Look, time, cancellationToken);
        }

        readiness.Clear(Part);
    }
}
