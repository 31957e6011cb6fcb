using System.Collections.Concurrent;
using System.Text;
using DddAspire.IntegrationServer.Messaging;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.IntegrationServer.Live;

public sealed class QueueConnectionLiveTests
{
    private static readonly TimeSpan ReplyLimit = TimeSpan.FromSeconds(10);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Questions_ToAGroupOfTwo_AreEachAnsweredOnce()
    {
        await using var nats = await LiveNats.StartNewAsync();
        var handled = new ConcurrentBag<string>();
        await ListenAsync(await nats.ConnectAsync(Cancelled), handled);
        await ListenAsync(await nats.ConnectAsync(Cancelled), handled);
        var asking = await AskerAsync(nats);

        var answers = await Task.WhenAll(Enumerable.Range(0, 500).Select(number => AskAsync(asking, $"{number}")));

        answers.ShouldBe(Enumerable.Range(0, 500).Select(number => $"{number}"));
        handled.Count.ShouldBe(500);
    }

    [Fact]
    public async Task Drain_OfOneOfTwoWhileQuestionsComeIn_LosesNone()
    {
        await using var nats = await LiveNats.StartNewAsync();
        var handled = new ConcurrentBag<string>();
        var leaving = await nats.ConnectAsync(Cancelled);
        var subscription = await ListenAsync(leaving, handled);
        await ListenAsync(await nats.ConnectAsync(Cancelled), handled);
        var asking = await AskerAsync(nats);

        var asked = new List<Task<string>>();
        var draining = Task.CompletedTask;
        for (var number = 0; number < 3000; number++)
        {
            asked.Add(AskAsync(asking, $"{number}"));
            if (number == 1000)
            {
                draining = leaving.DrainAsync(subscription, Cancelled);
            }

            await Task.Yield();
        }

        await draining;
        (await Task.WhenAll(asked)).Length.ShouldBe(3000);
        handled.Count.ShouldBe(3000);
    }

    [Fact]
    public async Task Drain_WhileTheServerIsAway_EndsWithoutIt()
    {
        await using var nats = await LiveNats.StartNewAsync();
        var consumer = await nats.ConnectAsync(Cancelled);
        var subscription = await ListenAsync(consumer, []);
        await nats.StopAsync();
        await LiveNats.WaitForAsync(() => !consumer.IsConnected, Cancelled);

        await consumer.DrainAsync(subscription, Cancelled).WaitAsync(TimeSpan.FromSeconds(1), Cancelled);

        subscription.IsWorking.ShouldBeFalse();
    }

    [Fact]
    public async Task Connection_AfterTheServerCameBack_HasItsSubscriptionsAgain()
    {
        await using var nats = await LiveNats.StartNewAsync();
        var consumer = await nats.ConnectAsync(Cancelled);
        await ListenAsync(consumer, []);
        var asking = await AskerAsync(nats);
        (await AskAsync(asking, "before")).ShouldBe("before");

        await nats.StopAsync();
        await LiveNats.WaitForAsync(() => !consumer.IsConnected && !asking.Connection.IsConnected, Cancelled);
        await nats.StartAsync();
        await LiveNats.WaitForAsync(() => consumer.IsConnected && asking.Connection.IsConnected, Cancelled);

        (await AskAsync(asking, "after")).ShouldBe("after");
    }

    [Fact]
    public async Task Connection_WithAWrongPassword_SaysSo()
    {
        await using var nats = await LiveNats.StartNewAsync();
        await using var connection = new QueueConnection(nats.Endpoint with { Password = "wrong" }, TimeProvider.System, NullLogger<QueueConnection>.Instance);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var running = connection.RunAsync(stop.Token);

        await LiveNats.WaitForAsync(() => connection.State.Contains("Authorization Violation", StringComparison.Ordinal), Cancelled);

        connection.IsConnected.ShouldBeFalse();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running);
    }

    private static Task<QueueSubscription> ListenAsync(QueueConnection connection, ConcurrentBag<string> handled) => connection.SubscribeAsync(
        "Questions",
        "group",
        message =>
        {
            handled.Add(Encoding.UTF8.GetString(message.Data!));
            return connection.PublishAsync(message.ReplyTo!, message.Data!, headers: null, replyTo: null, CancellationToken.None);
        },
        Cancelled);

    private static async Task<Asker> AskerAsync(LiveNats nats)
    {
        var connection = await nats.ConnectAsync(Cancelled);
        var inbox = new ReplyInbox(connection);
        await inbox.ListenAsync(Cancelled);
        return new Asker(connection, inbox);
    }

    private static async Task<string> AskAsync(Asker asker, string question)
    {
        using var reply = asker.Inbox.Open();
        await asker.Connection.PublishAsync("Questions", Encoding.UTF8.GetBytes(question), headers: null, reply.Subject, Cancelled);
        return Encoding.UTF8.GetString((await reply.Answered.WaitAsync(ReplyLimit, Cancelled)).Data!);
    }

    private sealed record Asker(QueueConnection Connection, ReplyInbox Inbox);
}
