using System.Diagnostics.CodeAnalysis;
using NATS.Client.Core;

namespace DddAspire.IntegrationServer.Messaging;

/// <summary>
/// Messages of one subject, handled one after the other. It outlives a connection: after a reconnect the same subscription is
/// made again. A message whose handling fails costs that message only.
/// </summary>
internal sealed class QueueSubscription
{
    private readonly INatsSub<byte[]> messages;
    private readonly Task working;
    private volatile bool draining;

    /// <param name="messages">What the queue manager sends.</param>
    /// <param name="handle">Handles one message.</param>
    /// <param name="failed">Is told of a message whose handling failed.</param>
    public QueueSubscription(INatsSub<byte[]> messages, Func<NatsMsg<byte[]>, Task> handle, Action<NatsMsg<byte[]>, Exception> failed)
    {
        this.messages = messages;
        working = WorkAsync(handle, failed);
    }

    public string Subject => messages.Subject;

    /// <summary>True once no new messages are wanted.</summary>
    public bool IsDraining => draining;

    /// <summary>False when nobody handles its messages any more.</summary>
    public bool IsWorking => !working.IsCompleted;

    /// <summary>Takes no more messages and returns when all that were on their way are handled.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        draining = true;
        await messages.DrainAsync(cancellationToken);
        await working.WaitAsync(cancellationToken);
    }

    /// <summary>Returns when all that were taken are handled; for when there is no connection, on which more could be on their way.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        draining = true;
        await messages.UnsubscribeAsync().AsTask().WaitAsync(cancellationToken);
        await working.WaitAsync(cancellationToken);
    }

    [SuppressMessage("Design", "CA1031", Justification = "Nobody awaits a message: what escaped here would leave all later ones unhandled, unseen.")]
    private async Task WorkAsync(Func<NatsMsg<byte[]>, Task> handle, Action<NatsMsg<byte[]>, Exception> failed)
    {
        await foreach (var message in messages.Msgs.ReadAllAsync())
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
