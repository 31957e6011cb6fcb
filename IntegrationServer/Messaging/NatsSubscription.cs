using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace DddAspire.IntegrationServer.Messaging;

/// <summary>
/// Messages of one subject, handled one after the other. It outlives sessions: after a reconnect the same subscription is
/// made again. While it drains it still takes what the server had already sent. A message whose handling fails costs that message only.
/// </summary>
internal sealed class NatsSubscription
{
    // Deliveries wait here while the handler works; when it is full the connection is read no further, and TCP slows the server.
    private const int Waiting = 1024;

    private readonly Channel<NatsMessage> pending = Channel.CreateBounded<NatsMessage>(new BoundedChannelOptions(Waiting) { SingleReader = true });
    private readonly Task working;
    private volatile bool draining;

    /// <param name="id">Its number on the connection.</param>
    /// <param name="subject">What it listens to.</param>
    /// <param name="group">With whose members it shares the messages; null to get them all.</param>
    /// <param name="handle">Handles one message.</param>
    /// <param name="failed">Is told of a message whose handling failed.</param>
    public NatsSubscription(long id, string subject, string? group, Func<NatsMessage, Task> handle, Action<NatsMessage, Exception> failed)
    {
        Id = id;
        Subject = subject;
        Group = group;
        working = WorkAsync(handle, failed);
    }

    public long Id { get; }

    public string Subject { get; }

    public string? Group { get; }

    /// <summary>True once no new messages are wanted: it is not made again after a reconnect.</summary>
    public bool IsDraining => draining;

    /// <summary>False when nobody handles its messages any more.</summary>
    public bool IsWorking => !working.IsCompleted;

    public void BeginDrain() => draining = true;

    public ValueTask DeliverAsync(NatsMessage message) => pending.Writer.WriteAsync(message);

    /// <summary>Takes no more deliveries and returns when all that were taken are handled.</summary>
    public Task FinishAsync(CancellationToken cancellationToken)
    {
        pending.Writer.TryComplete();
        return working.WaitAsync(cancellationToken);
    }

    [SuppressMessage("Design", "CA1031", Justification = "Nobody awaits a message: what escaped here would leave all later ones unhandled, unseen.")]
    private async Task WorkAsync(Func<NatsMessage, Task> handle, Action<NatsMessage, Exception> failed)
    {
        await foreach (var message in pending.Reader.ReadAllAsync())
        {
            try
            {
                await handle(message);
            }
            catch (Exception failure)
            {
                failed(message, failure);
            }
        }
    }
}
