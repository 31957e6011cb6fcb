using System.Collections.Concurrent;
using System.Net.Sockets;
using DddAspire.IntegrationServer.Dependencies;
using DddAspire.IntegrationServer.Settings;
using DddAspire.IntegrationServer.Telemetry;

namespace DddAspire.IntegrationServer.Messaging;

/// <summary>
/// The lasting connection to the queue manager: one session after the other, each with the same subscriptions.
/// Publishing never waits for a reconnect; the caller has a deadline of its own and decides whether to ask again.
/// </summary>
internal sealed class NatsConnection(QueueEndpoint endpoint, TimeProvider time, ILogger<NatsConnection> logger)
{
    private static readonly TimeSpan OpenLimit = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan PongLimit = TimeSpan.FromSeconds(3);

    // Another thread of the server may be delivering to us at the very moment our UNSUB is worked off; after this time it has.
    private static readonly TimeSpan DrainSettle = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<long, NatsSubscription> subscriptions = new();
    private long lastSubscriptionId;
    private volatile NatsSession? session;
    private volatile string state = "not connected yet";

    public bool IsConnected => session is not null;

    /// <summary>What was seen last, for a person who asks why there is no connection.</summary>
    public string State => state;

    /// <summary>Keeps a session open until cancelled; reconnects at once, then ever more slowly.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var backoff = ReconnectBackoff.Start;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await RunSessionAsync(() => backoff = ReconnectBackoff.Start, cancellationToken);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                Report(failure.Message);
            }

            backoff = backoff.Next();
            await Task.Delay(backoff.Delay, time, cancellationToken);
        }
    }

    public Task PublishAsync(NatsMessage message, CancellationToken cancellationToken) =>
        OnSessionAsync(current => current.SendAsync(buffer => NatsCommands.Publish(buffer, message), cancellationToken));

    /// <summary>Returns when the server has worked off everything published before.</summary>
    public Task FlushAsync(CancellationToken cancellationToken) => OnSessionAsync(current => current.FlushAsync(cancellationToken));

    /// <summary>Subscribes now, or as soon as there is a connection. Members of the same <paramref name="group"/> share the messages.</summary>
    public async Task<NatsSubscription> SubscribeAsync(
        string subject, string? group, Func<NatsMessage, Task> handle, CancellationToken cancellationToken)
    {
        var subscription = new NatsSubscription(Interlocked.Increment(ref lastSubscriptionId), subject, group, handle, ReportFailed);
        subscriptions[subscription.Id] = subscription;
        if (session is { } current)
        {
            try
            {
                await SubscribeAsync(current, subscription, cancellationToken);
            }
            catch (Exception failure) when (IsConnectionFailure(failure))
            {
                // The next session begins with all subscriptions that there are.
                Report(failure.Message);
            }
        }

        return subscription;
    }

    /// <summary>Ends a subscription without losing a message: no new ones are sent to us, those already on their way are handled.</summary>
    public async Task DrainAsync(NatsSubscription subscription, CancellationToken cancellationToken)
    {
        subscription.BeginDrain();
        if (IsConnected)
        {
            await OnSessionAsync(current => current.SendAsync(buffer => NatsCommands.Unsubscribe(buffer, subscription.Id), cancellationToken));
            await FlushAsync(cancellationToken);
            await Task.Delay(DrainSettle, time, cancellationToken);
            await FlushAsync(cancellationToken);
        }

        await subscription.FinishAsync(cancellationToken);
        subscriptions.TryRemove(subscription.Id, out _);
        if (IsConnected)
        {
            await FlushAsync(cancellationToken);
        }
    }

    // The same reason again is no news.
    private void Report(string reason)
    {
        if (state != reason)
        {
            state = reason;
            logger.QueueManagerLost(endpoint, reason);
        }
    }

    private void ReportFailed(NatsMessage message, Exception failure)
    {
        ServerTelemetry.MessagesFailed.Add(1, new KeyValuePair<string, object?>("queue", message.Subject));
        logger.MessageFailed(failure, message.Subject);
    }

    private async Task RunSessionAsync(Action connected, CancellationToken cancellationToken)
    {
        using var opening = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        opening.CancelAfter(OpenLimit);
        await using var opened = await OpenAsync(opening.Token, cancellationToken);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = opened.ReadAsync(DeliverAsync, ending.Token);
        var keeping = KeepAsync(opened, connected, ending.Token);
        try
        {
            await await Task.WhenAny(reading, keeping);
        }
        finally
        {
            await ending.CancelAsync();
            await Task.WhenAll(reading, keeping).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            session = null;
        }
    }

    private async Task<NatsSession> OpenAsync(CancellationToken limited, CancellationToken cancellationToken)
    {
        try
        {
            return await NatsSession.OpenAsync(endpoint, limited);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"no connection after {OpenLimit.TotalSeconds:0} s");
        }
    }

    private async Task KeepAsync(NatsSession opened, Action connected, CancellationToken cancellationToken)
    {
        foreach (var subscription in subscriptions.Values.Where(subscription => !subscription.IsDraining))
        {
            await SubscribeAsync(opened, subscription, cancellationToken);
        }

        await PingAsync(opened, cancellationToken);
        session = opened;
        state = "connected";
        connected();
        logger.QueueManagerConnected(endpoint);
        while (true)
        {
            await Task.Delay(PingInterval, time, cancellationToken);
            await PingAsync(opened, cancellationToken);
        }
    }

    private async Task PingAsync(NatsSession opened, CancellationToken cancellationToken)
    {
        try
        {
            await opened.FlushAsync(cancellationToken).WaitAsync(PongLimit, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new IOException($"no answer to a PING within {PongLimit.TotalSeconds:0} s");
        }
    }

    private ValueTask DeliverAsync(long subscriptionId, NatsMessage message) =>
        subscriptions.TryGetValue(subscriptionId, out var subscription) ? subscription.DeliverAsync(message) : ValueTask.CompletedTask;

    private async Task OnSessionAsync(Func<NatsSession, Task> act)
    {
        var current = session ?? throw new DependencyUnavailableException("queue manager", state);
        try
        {
            await act(current);
        }
        catch (Exception failure) when (IsConnectionFailure(failure))
        {
            throw new DependencyUnavailableException("queue manager", failure.Message, failure);
        }
    }

    private static Task SubscribeAsync(NatsSession session, NatsSubscription subscription, CancellationToken cancellationToken) =>
        session.SendAsync(
            buffer => NatsCommands.Subscribe(buffer, subscription.Subject, subscription.Group, subscription.Id), cancellationToken);

    private static bool IsConnectionFailure(Exception failure) => failure is IOException or SocketException or ObjectDisposedException;
}
