using DddAspire.IntegrationServer.Messaging;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.IntegrationServer.Messaging;

public sealed class NatsSubscriptionTests
{
    [Fact]
    public async Task Handler_ThatThrows_CostsThatMessageOnly()
    {
        var handled = new List<string>();
        var failed = new List<string>();
        var subscription = new NatsSubscription(
            1,
            "AccidentIn",
            "acme",
            message => message.Subject == "bad" ? throw new InvalidOperationException("nobody foresaw this") : HandleAsync(message),
            (message, failure) => failed.Add($"{message.Subject}: {failure.Message}"));

        Task HandleAsync(NatsMessage message)
        {
            handled.Add(message.Subject);
            return Task.CompletedTask;
        }

        foreach (var subject in new[] { "bad", "good", "bad", "good" })
        {
            await subscription.DeliverAsync(new NatsMessage(subject, Array.Empty<byte>()));
        }

        subscription.IsWorking.ShouldBeTrue();
        await subscription.FinishAsync(TestContext.Current.CancellationToken);
        handled.ShouldBe(["good", "good"]);
        failed.ShouldBe(["bad: nobody foresaw this", "bad: nobody foresaw this"]);
    }
}
