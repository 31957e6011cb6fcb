using System.Threading.Channels;
using DddAspire.DemoEnvironment.Faults;
using DddAspire.DemoEnvironment.GitServers.BuiltIn;
using Microsoft.Extensions.Logging;

namespace DddAspire.DemoEnvironment.GitServers.Webhooks;

/// <summary>Delivers events one after the other, in the order of the pushes, while the pushers go on.</summary>
internal sealed class WebhookQueue : IAsyncDisposable
{
    private readonly Channel<Func<CancellationToken, Task<PushEventBody>>> waiting =
        Channel.CreateUnbounded<Func<CancellationToken, Task<PushEventBody>>>(new() { SingleReader = true });

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
    public void Add(Func<CancellationToken, Task<PushEventBody>> describe) => waiting.Writer.TryWrite(describe);

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
            await foreach (var describe in waiting.Reader.ReadAllAsync(stopping.Token))
            {
                await DeliverAsync(describe);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The receiver compares git with the cluster by itself: an event lost at the end costs seconds.
        }
    }

    private async Task DeliverAsync(Func<CancellationToken, Task<PushEventBody>> describe)
    {
        try
        {
            log.Add(await sender.SendAsync(await describe(stopping.Token), stopping.Token));
        }
        catch (DemoException exception)
        {
            // Commits that can't be described (the branch was moved back and collected since) must not stop later events.
            logger.PushNotDescribed(exception);
        }
    }
}
