using System.Threading.Channels;

namespace DddAspire.IntegrationServer.Messaging;

/// <summary>
/// Messages of one subject, handled one after the other. It outlives sessions: after a reconnect the same subscription is
/// made again. While it drains it still takes what the server had already sent.
/// </summary>
internal sealed class NatsSubscription
{
    // Deliveries wait here while the handler works; when it is full the connection is read no further, and TCP slows the server.
    private const int Waiting = 1024;

    private readonly Channel<NatsMessage> pending = Channel.CreateBounded<NatsMessage>(new BoundedChannelOptions(Waiting) { SingleReader = true });
    private readonly Task working;
    private volatile bool draining;

    public NatsSubscription(long id, string subject, string? group, Func<NatsMessage, Task> handle)
    {
        Id = id;
        Subject = subject;
        Group = group;
        working = WorkAsync(handle);
    }

    public long Id { get; }

    public string Subject { get; }

    public string? Group { get; }

    /// <summary>True once no new messages are wanted: it is not made again after a reconnect.</summary>
    public bool IsDraining => draining;

    public void BeginDrain() => draining = true;

    public ValueTask DeliverAsync(NatsMessage message) => pending.Writer.WriteAsync(message);

    /// <summary>Takes no more deliveries and returns when all that were taken are handled.</summary>
    public Task FinishAsync(CancellationToken cancellationToken)
    {
        pending.Writer.TryComplete();
        return working.WaitAsync(cancellationToken);
    }

    private async Task WorkAsync(Func<NatsMessage, Task> handle)
    {
        await foreach (var message in pending.Reader.ReadAllAsync())
        {
            await handle(message);
        }
    }
}
