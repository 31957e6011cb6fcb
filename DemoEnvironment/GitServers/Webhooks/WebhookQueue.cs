using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace DddAspire.DemoEnvironment.GitServers.Webhooks;

/// <summary>Delivers events one after the other, in the order of the pushes, while the pushers go on.</summary>
internal sealed class WebhookQueue : IAsyncDisposable
{
    /// <summary>The activity source of deliveries; each goes on with the trace of its push.</summary>
    public const string ActivitySourceName = "DddAspire.Webhooks";

    private static readonly ActivitySource Activities = new(ActivitySourceName);
    private readonly Channel<QueuedEvent> waiting = Channel.CreateUnbounded<QueuedEvent>(new() { SingleReader = true });

    private readonly CancellationTokenSource stopping = new();
    private readonly WebhookSender sender;
    private readonly DeliveryLog log;
    private readonly ILogger logger;
    private readonly Task worker;

    public WebhookQueue(WebhookSender sender, DeliveryLog log, ILogger logger)
    {
        (this.sender, this.log, this.logger) = (sender, log, logger);
        worker = DeliverAllAsync();
    }

    /// <summary>Queues an event; it is described when its turn comes.</summary>
    /// <param name="title">The event in a few words, for the log.</param>
    /// <param name="describe">Makes its body.</param>
    public void Add(string title, Func<CancellationToken, Task<PushEventBody>> describe) =>
        waiting.Writer.TryWrite(new QueuedEvent(title, describe, Activity.Current?.Context ?? default));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        waiting.Writer.Complete();
        await stopping.CancelAsync();
        await worker;
        stopping.Dispose();
        sender.Dispose();
    }

    private async Task DeliverAllAsync()
    {
        try
        {
            await foreach (var queued in waiting.Reader.ReadAllAsync(stopping.Token))
            {
                await DeliverAsync(queued);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The receiver compares git with the cluster by itself: an event lost at the end costs seconds.
        }
    }

#pragma warning disable CA1031 // The worker outlives whatever happens to one event.
    private async Task DeliverAsync(QueuedEvent queued)
    {
        using var activity = Activities.StartActivity("webhook delivery", ActivityKind.Producer, queued.Push);
        try
        {
            var delivery = await sender.SendAsync(await queued.Describe(stopping.Token), stopping.Token);
            if (delivery.Cause is { } cause)
            {
                logger.PushRefused(delivery.Ref, delivery.Commit, cause);
            }

            log.Add(delivery);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            // An event that can't be described, sent or written down costs that event; later ones go their way.
            logger.PushNotDelivered(queued.Title, exception);
        }
    }
#pragma warning restore CA1031

    private readonly record struct QueuedEvent(string Title, Func<CancellationToken, Task<PushEventBody>> Describe, ActivityContext Push);
}
