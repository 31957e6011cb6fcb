using System.Collections.Immutable;
using System.Text.Json;
using DddAspire.IntegrationServer.Flows;
using DddAspire.IntegrationServer.Messaging;
using DddAspire.IntegrationServer.Settings;
using DddAspire.IntegrationServer.Shops;
using DddAspire.IntegrationServer.Telemetry;

namespace DddAspire.IntegrationServer.Hosting;

/// <summary>The flows that begin with a message of a queue.</summary>
internal sealed class QueueHost(
    ImmutableArray<HostedFlow> flows, Func<NatsConnection> connect, ServerSettings settings, ILogger<QueueHost> logger)
{
    private ImmutableArray<NatsSubscription> subscriptions = [];

    /// <summary>Subscribes every queue input; returns when the queue manager knows of all of them, or has still to be reached.</summary>
    public async Task ListenAsync(CancellationToken cancellationToken)
    {
        var listening = ImmutableArray.CreateBuilder<NatsSubscription>();
        foreach (var flow in flows)
        {
            if (flow.Flow.Input is FlowStep.QueueInput input)
            {
                listening.Add(await connect().SubscribeAsync(input.Queue, input.Group, message => ServeAsync(flow, message), cancellationToken));
            }
        }

        subscriptions = listening.ToImmutable();
    }

    /// <summary>Takes no new messages and finishes those that were taken; false when the limit came first.</summary>
    public async Task<bool> DrainAsync(CancellationToken limit)
    {
        try
        {
            await Task.WhenAll(subscriptions.Select(subscription => connect().DrainAsync(subscription, limit)));
            return true;
        }
        catch (Exception failure) when (failure is OperationCanceledException or DependencyAwayException)
        {
            logger.QueueDrainFailed(failure.Message);
            return false;
        }
    }

    private async Task ServeAsync(HostedFlow flow, NatsMessage message)
    {
        using var activity = ServerTelemetry.StartQueueService(message);
        try
        {
            var answer = await flow.RunAsync(new FlowMessage.QueueCall(message), CancellationToken.None);
            if (message.ReplyTo is { } replyTo && answer is FlowMessage.EstimateGiven given)
            {
                var served = new ServedBy(settings.FixPack, flow.Bar.Name);
                var payload = JsonSerializer.SerializeToUtf8Bytes(given.Estimate, ShopJson.Default.ShopEstimate);
                await connect().PublishAsync(new NatsMessage(replyTo, payload) { Headers = served.WriteTo(NatsHeaders.None) }, CancellationToken.None);
                ServerTelemetry.EstimatesGiven.Add(1);
            }
        }
        catch (JsonException damage)
        {
            logger.MessageUnreadable(message.Subject, damage.Message);
        }
        catch (DependencyAwayException away)
        {
            // The one who asked will ask again.
            logger.ReplyNotSent(message.Subject, away.Message);
        }
    }
}
