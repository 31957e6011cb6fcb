using System.Collections.Immutable;
using System.Text.Json;
using DddAspire.IntegrationServer.Bars;
using DddAspire.IntegrationServer.Dependencies;
using DddAspire.IntegrationServer.Flows;
using DddAspire.IntegrationServer.Messaging;
using DddAspire.IntegrationServer.Quotes;
using DddAspire.IntegrationServer.Settings;
using DddAspire.IntegrationServer.Shops;
using DddAspire.IntegrationServer.Telemetry;
using NATS.Client.Core;

namespace DddAspire.IntegrationServer.Hosting;

/// <summary>The flows that begin with a message of a queue.</summary>
internal sealed class QueueHost(
    ImmutableArray<HostedFlow> flows, Func<QueueConnection> connect, ServerSettings settings, ILogger<QueueHost> logger)
{
    private ImmutableArray<QueueSubscription> subscriptions = [];
    private volatile bool draining;

    /// <summary>Why its messages are not handled; null when they are.</summary>
    public string? Problem => subscriptions.FirstOrDefault(subscription => !subscription.IsDraining && !subscription.IsWorking) is { } ended
        ? $"nobody handles the messages of {ended.Subject} any more"
        : null;

    /// <summary>Subscribes every queue input, each as soon as it has shown that it answers fast.</summary>
    /// <exception cref="DependencyUnavailableException">The connection was lost before that.</exception>
    public async Task ListenAsync(ConsumerWarmUp warmUp, CancellationToken cancellationToken)
    {
        foreach (var flow in flows)
        {
            if (flow.Flow.Input is FlowStep.QueueInput input && subscriptions.All(subscription => subscription.Subject != input.Queue))
            {
                await warmUp.RunAsync(input.Queue, message => ServeAsync(flow, message), cancellationToken);
                await ListenAsync(flow, input, cancellationToken);
            }
        }
    }

    /// <summary>Takes no new messages and finishes those that were taken; false when the limit came first.</summary>
    public async Task<bool> DrainAsync(CancellationToken limit)
    {
        draining = true;
        try
        {
            await Task.WhenAll(subscriptions.Select(subscription => connect().DrainAsync(subscription, limit)));
            return true;
        }
        catch (Exception failure) when (failure is OperationCanceledException or DependencyUnavailableException)
        {
            logger.QueueDrainFailed(failure.Message);
            return false;
        }
    }

    // A server that is on its way out takes no messages even when it was just about to.
    private async Task ListenAsync(HostedFlow flow, FlowStep.QueueInput input, CancellationToken cancellationToken)
    {
        if (!draining)
        {
            subscriptions =
            [
                .. subscriptions,
                await connect().SubscribeAsync(input.Queue, input.Group, message => ServeAsync(flow, message), cancellationToken),
                await connect().SubscribeAsync(ShopClient.SubjectForAll(input.Queue), group: null, message => ServeAsync(flow, message), cancellationToken),
            ];
        }
    }

    private async Task ServeAsync(HostedFlow flow, NatsMsg<byte[]> message)
    {
        using var activity = ServerTelemetry.StartQueueService(message.Subject, TraceHeaders.Extract(message.Headers));
        try
        {
            var answer = await flow.RunAsync(new FlowMessage.QueueCall(message.Data), CancellationToken.None);
            if (message.ReplyTo is { } replyTo && answer is FlowMessage.EstimateGiven given)
            {
                var served = new ServedBy(settings.FixPack, flow.Bar.Name);
                var payload = JsonSerializer.SerializeToUtf8Bytes(given.Estimate, ShopJson.Default.ShopEstimate);
                await connect().PublishAsync(replyTo, payload, served.ToHeaders(), replyTo: null, CancellationToken.None);
                ServerTelemetry.EstimatesGiven.Add(1);
            }
        }
        catch (JsonException damage)
        {
            logger.MessageUnreadable(message.Subject, damage.Message);
        }
        catch (DependencyUnavailableException away)
        {
            // The one who asked will ask again.
            logger.ReplyNotSent(message.Subject, away.Message);
        }
    }
}
