using System.Text.Json;
using DddAspire.IntegrationServer.Bars;
using DddAspire.IntegrationServer.Hosting;
using DddAspire.IntegrationServer.Messaging;
using DddAspire.IntegrationServer.Quotes;
using DddAspire.IntegrationServer.Shops;
using Microsoft.Extensions.Logging.Abstractions;
using NATS.Client.Core;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.IntegrationServer.Live;

public sealed class ShopClientLiveTests
{
    private static readonly ShopQueue Shop = new("acme", "AcmeAutoAccidents", "AccidentIn");
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>The queue has one member, which never answers: only a question that goes by another way than the queue finds the other consumer.</summary>
    [Fact]
    public async Task Question_ThatASlowConsumerHolds_ReachesAnotherOne()
    {
        await using var nats = await LiveNats.StartNewAsync();
        var (slow, quick, asking) = (await nats.ConnectAsync(Cancelled), await nats.ConnectAsync(Cancelled), await nats.ConnectAsync(Cancelled));
        var never = new TaskCompletionSource();
        await slow.SubscribeAsync(Shop.Queue, "acme", _ => never.Task, Cancelled);
        await slow.SubscribeAsync(ShopClient.SubjectForAll(Shop.Queue), null, _ => never.Task, Cancelled);
        await quick.SubscribeAsync(ShopClient.SubjectForAll(Shop.Queue), null, message => AnswerAsync(quick, message), Cancelled);
        await Task.WhenAll(slow.FlushAsync(Cancelled), quick.FlushAsync(Cancelled));
        var inbox = new ReplyInbox(asking);
        await inbox.ListenAsync(Cancelled);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        deadline.CancelAfter(Limit);

        var answer = await new ShopClient(asking, inbox, TimeProvider.System).AskAsync(Shop, [], TimeSpan.FromMilliseconds(50), deadline.Token);

        answer.Estimate!.EstimatedCost.ShouldBe(150);
        never.SetResult();
    }

    [Fact]
    public async Task Consumer_WhoseFirstAnswersAreSlow_TakesNobodysQuestionBeforeItIsWarm()
    {
        await using var nats = await LiveNats.StartNewAsync();
        var consumer = await nats.ConnectAsync(Cancelled);
        var asking = await nats.ConnectAsync(Cancelled);
        var (own, others) = (0, 0);

        var warming = new ConsumerWarmUp(consumer, TimeProvider.System, NullLogger<ConsumerWarmUp>.Instance).RunAsync(Shop.Queue, ServeAsync, Cancelled);
        await asking.PublishAsync(Shop.Queue, [], headers: null, replyTo: null, Cancelled);
        await asking.FlushAsync(Cancelled);
        await warming;

        others.ShouldBe(0);
        own.ShouldBeGreaterThanOrEqualTo(5);

        async Task ServeAsync(NatsMsg<byte[]> message)
        {
            if (message.Subject == Shop.Queue)
            {
                others++;
                return;
            }

            if (++own <= 2)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), Cancelled);
            }

            await AnswerAsync(consumer, message);
        }
    }

    private static Task AnswerAsync(QueueConnection connection, NatsMsg<byte[]> message)
    {
        var estimate = new ShopEstimate("r", "p", 150, new DateOnly(2026, 12, 1), 1);
        return connection.PublishAsync(
            message.ReplyTo!, JsonSerializer.SerializeToUtf8Bytes(estimate, ShopJson.Default.ShopEstimate), headers: null, replyTo: null, CancellationToken.None);
    }
}
