using System.Diagnostics;
using System.Threading.Channels;
using DddAspire.DemoEnvironment.Faults;
using DddAspire.DemoEnvironment.GitServers.BuiltIn;
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
    public void Add(Func<CancellationToken, Task<PushEventBody>> describe) => 
        waiting.Writer.TryWrite(new QueuedEvent(describe, Activity.Current?.Context ?? default));

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

    private async Task DeliverAsync(QueuedEvent queued)
    {
        using var activity = Activities.StartActivity("webhook delivery", ActivityKind.Producer, queued.Push);
        try
        {
            log.Add(await sender.SendAsync(await queued.Describe(stopping.Token), stopping.Token));
        }
        catch (DemoException exception)
        {
            // Commits that can't be described (the branch was moved back and collected since) must not stop later events.
            logger.PushNotDescribed(exception);
        }
    }

    private readonly record struct QueuedEvent(Func<CancellationToken, Task<PushEventBody>> Describe, ActivityContext Push);
}
