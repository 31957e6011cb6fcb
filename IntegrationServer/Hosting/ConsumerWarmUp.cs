using System.Text.Json;
using DddAspire.IntegrationServer.Dependencies;
using DddAspire.IntegrationServer.Messaging;
using DddAspire.IntegrationServer.Shops;
using NATS.Client.Core;

namespace DddAspire.IntegrationServer.Hosting;

/// <summary>
/// Has a consumer answer questions of its own before it takes anybody else's: from the first message that it is given on, its callers
/// wait for its answer, and the first ones of a process are slow, most of all on a busy machine.
/// </summary>
internal sealed class ConsumerWarmUp(QueueConnection connection, TimeProvider time, ILogger<ConsumerWarmUp> logger)
{
    private const int QuickAnswersInARow = 3;
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromMilliseconds(500);

    // A machine too busy for quick answers gets slow ones, not none.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private static readonly byte[] Question = JsonSerializer.SerializeToUtf8Bytes(
        new ShopRequest("warm-up", "WARM-UP", [new("Door", 1)]), ShopJson.Default.ShopRequest);

    /// <summary>Returns when <paramref name="serve"/> answered quickly a few times in a row, or the limit is reached.</summary>
    /// <exception cref="DependencyUnavailableException">There is no connection to ask by.</exception>
    public async Task RunAsync(string queue, Func<NatsMsg<byte[]>, Task> serve, CancellationToken cancellationToken)
    {
        var inbox = new ReplyInbox(connection);
        var replies = await inbox.ListenAsync(cancellationToken);
        var subject = $"{queue}.warm-up.{Guid.NewGuid():N}";
        var questions = await connection.SubscribeAsync(subject, group: null, serve, cancellationToken);
        try
        {
            var (asked, took) = await AskUntilQuickAsync(inbox, subject, cancellationToken);
            logger.ConsumerWarm(asked, took.TotalMilliseconds, queue);
        }
        finally
        {
            await Task.WhenAll(connection.DrainAsync(questions, cancellationToken), connection.DrainAsync(replies, cancellationToken));
        }
    }

    private async Task<(int Asked, TimeSpan Took)> AskUntilQuickAsync(ReplyInbox inbox, string subject, CancellationToken cancellationToken)
    {
        var (begun, quick) = (time.GetTimestamp(), 0);
        for (var asked = 1; ; asked++)
        {
            var took = await AskAsync(inbox, subject, cancellationToken);
            quick = took <= Quick ? quick + 1 : 0;
            if (quick == QuickAnswersInARow || time.GetElapsedTime(begun) > Limit)
            {
                return (asked, took);
            }
        }
    }

    private async Task<TimeSpan> AskAsync(ReplyInbox inbox, string subject, CancellationToken cancellationToken)
    {
        using var reply = inbox.Open();
        var begun = time.GetTimestamp();
        await connection.PublishAsync(subject, Question, headers: null, reply.Subject, cancellationToken);
        await ((Task)reply.Answered.WaitAsync(AnswerLimit, time, cancellationToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        return time.GetElapsedTime(begun);
    }
}
