using System.Diagnostics;
using System.Text.Json;
using DddAspire.IntegrationServer.Bars;
using DddAspire.IntegrationServer.Dependencies;
using DddAspire.IntegrationServer.Messaging;
using DddAspire.IntegrationServer.Quotes;
using DddAspire.IntegrationServer.Telemetry;
using NATS.Client.Core;

namespace DddAspire.IntegrationServer.Shops;

/// <summary>
/// Asks a shop by its queue until it answers or the deadline comes. A question without an answer is asked again with the same
/// request id, so that the death of one consumer costs its colleagues a moment and the caller nothing: that is the at-least-once
/// delivery which a queue manager gives its applications, and an estimate is a pure function of the request. The queue may well give it
/// to the same slow consumer again, so from the second time on every consumer of the shop is asked, each time after twice the wait.
/// </summary>
internal sealed class ShopClient(QueueConnection connection, ReplyInbox inbox, TimeProvider time)
{
    private const string EveryConsumer = ".again";
    private static readonly TimeSpan AliveLimit = TimeSpan.FromMilliseconds(250);

    /// <summary>Where all consumers of a queue hear a question that the queue gave to one of them in vain.</summary>
    public static string SubjectForAll(string queue) => queue + EveryConsumer;

    public async Task<ShopAnswer> AskAsync(ShopQueue shop, byte[] request, TimeSpan resendAfter, CancellationToken deadline)
    {
        using var activity = ServerTelemetry.StartQueueRequest(shop.Queue);
        using var reply = inbox.Open();
        var headers = TraceHeaders.From(activity);
        try
        {
            await TryPublishAsync(shop.Queue);
            for (var wait = resendAfter; ; wait *= 2)
            {
                if (await TryReadAsync(reply, wait, deadline) is { } answer)
                {
                    return AnswerOf(shop, answer);
                }

                ServerTelemetry.QuestionsAskedAgain.Add(1, new KeyValuePair<string, object?>("queue", shop.Queue));
                await TryPublishAsync(shop.Queue);
                await TryPublishAsync(SubjectForAll(shop.Queue));
            }
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            activity?.SetStatus(ActivityStatusCode.Error, "no answer before the deadline");
            return new ShopAnswer(shop, null, null);
        }

        // Without a connection just now the question is asked again a moment later, like any that found no answer.
        async Task TryPublishAsync(string subject)
        {
            try
            {
                await connection.PublishAsync(subject, request, headers, reply.Subject, deadline);
            }
            catch (DependencyUnavailableException)
            {
                ServerTelemetry.QuestionsNotSent.Add(1);
            }
        }
    }

    /// <summary>Tells silence of the shops from absence of the queue manager.</summary>
    /// <exception cref="DependencyUnavailableException">The queue manager does not answer either.</exception>
    public async Task EnsureQueueManagerAnswersAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AliveLimit);
        try
        {
            await connection.FlushAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DependencyUnavailableException("queue manager", $"no answer to a PING within {AliveLimit.TotalMilliseconds:0} ms");
        }
    }

    private async Task<NatsMsg<byte[]>?> TryReadAsync(PendingReply reply, TimeSpan limit, CancellationToken deadline)
    {
        try
        {
            return await reply.Answered.WaitAsync(limit, time, deadline);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private static ShopAnswer AnswerOf(ShopQueue shop, NatsMsg<byte[]> reply) =>
        new(shop, JsonSerializer.Deserialize(reply.Data, ShopJson.Default.ShopEstimate), ServedBy.From(reply.Headers));
}
