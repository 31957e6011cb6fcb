using System.Collections.Concurrent;
using System.Globalization;
using NATS.Client.Core;

namespace DddAspire.IntegrationServer.Messaging;

/// <summary>
/// Request-reply over one subscription: each question has a subject of its own below the inbox. NATS.Net's own requests have one
/// question each; here a question may be asked again, and the first answer to any of them counts.
/// </summary>
internal sealed class ReplyInbox(QueueConnection connection)
{
    private readonly string prefix = $"_INBOX.{Guid.NewGuid():N}.";
    private readonly ConcurrentDictionary<string, PendingReply> pending = new();
    private long lastNumber;

    /// <exception cref="Dependencies.DependencyUnavailableException">There is no connection now.</exception>
    public Task<QueueSubscription> ListenAsync(CancellationToken cancellationToken) =>
        connection.SubscribeAsync(prefix + "*", group: null, DeliverAsync, cancellationToken);

    /// <summary>A place for one answer; dispose it when the answer is there or no longer wanted.</summary>
    public PendingReply Open()
    {
        var reply = new PendingReply(prefix + Interlocked.Increment(ref lastNumber).ToString(CultureInfo.InvariantCulture), Close);
        pending[reply.Subject] = reply;
        return reply;
    }

    // A second answer to a question that was asked twice finds nobody waiting, and "no responders" is no answer:
    // the question is asked again by whoever has the deadline.
    private Task DeliverAsync(NatsMsg<byte[]> message)
    {
        if (!message.HasNoResponders && pending.TryGetValue(message.Subject, out var reply))
        {
            reply.Answer(message);
        }

        return Task.CompletedTask;
    }

    private void Close(PendingReply reply) => pending.TryRemove(reply.Subject, out _);
}
