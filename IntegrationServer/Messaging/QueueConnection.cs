using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using DddAspire.IntegrationServer.Dependencies;
using DddAspire.IntegrationServer.Settings;
using DddAspire.IntegrationServer.Telemetry;
using NATS.Client.Core;

namespace DddAspire.IntegrationServer.Messaging;

/// <summary>
/// The lasting connection to the queue manager. NATS.Net would hold what is published while there is none; here that is refused at once,
/// because the caller has a deadline of its own and decides whether to ask again.
/// </summary>
internal sealed class QueueConnection : IAsyncDisposable
{
    private const string Manager = "queue manager";
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LastRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(3);

    // Within what a server has to stop in, of which the drain is a part.
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(2);

    // Messages wait here while the handler works; when it is full the connection is read no further, and TCP slows the server.
    private const int Waiting = 1024;

    private readonly QueueEndpoint endpoint;
    private readonly TimeProvider time;
    private readonly ILogger<QueueConnection> logger;
    private readonly NatsConnection nats;
    private volatile string state = "not connected yet";

    public QueueConnection(QueueEndpoint endpoint, TimeProvider time, ILogger<QueueConnection> logger)
    {
        this.endpoint = endpoint;
        this.time = time;
        this.logger = logger;
        nats = new NatsConnection(new NatsOpts
        {
            Url = $"nats://{endpoint}",
            Name = endpoint.ClientName,
            AuthOpts = new NatsAuthOpts { Username = endpoint.User, Password = endpoint.Password },
            // A password that is refused today may be put right on the other side; the pod says meanwhile why it is not ready.
            IgnoreAuthErrorAbort = true,
            HeaderEncoding = Encoding.UTF8,
            ConnectTimeout = ConnectLimit,
            ReconnectWaitMin = FirstRetry,
            ReconnectWaitMax = LastRetry,
            ReconnectJitter = FirstRetry,
            PingInterval = PingInterval,
            MaxPingOut = 1,
            DrainPingTimeout = DrainLimit,
            SubPendingChannelCapacity = Waiting,
            SubPendingChannelFullMode = BoundedChannelFullMode.Wait,
        });
        nats.ConnectionOpened += On<NatsEventArgs>(_ => Opened());
        nats.ConnectionDisconnected += On<NatsEventArgs>(_ => Lost("the connection ended"));
        nats.ReconnectFailed += On<NatsEventArgs>(server => Lost($"no connection to {server.Message}"));
        nats.ServerError += On<NatsServerErrorEventArgs>(error => Lost($"the server says: {error.Error}"));
    }

    public bool IsConnected => nats.ConnectionState == NatsConnectionState.Open;

    /// <summary>What was seen last, for a person who asks why there is no connection.</summary>
    public string State => state;

    /// <summary>Connects, and keeps the connection until cancelled: one that is lost is made again, with its subscriptions.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ConnectAsync(cancellationToken);
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
        }
        finally
        {
            await DisposeAsync();
        }
    }

    public ValueTask DisposeAsync() => nats.DisposeAsync();

    /// <exception cref="DependencyUnavailableException">There is no connection now.</exception>
    public Task PublishAsync(string subject, byte[] payload, NatsHeaders? headers, string? replyTo, CancellationToken cancellationToken) => OnServerAsync(
        () => nats.PublishAsync(subject, payload, headers, replyTo, NatsRawSerializer<byte[]>.Default, cancellationToken: cancellationToken).AsTask(), cancellationToken);

    /// <summary>Returns when the server has worked off everything published before: it answers a PING in order.</summary>
    /// <exception cref="DependencyUnavailableException">There is no connection now.</exception>
    public Task FlushAsync(CancellationToken cancellationToken) => OnServerAsync(() => nats.PingAsync(cancellationToken).AsTask(), cancellationToken);

    /// <summary>Subscribes. Members of the same <paramref name="group"/> share the messages; without one each gets them all.</summary>
    /// <exception cref="DependencyUnavailableException">There is no connection now.</exception>
    public async Task<QueueSubscription> SubscribeAsync(string subject, string? group, Func<NatsMsg<byte[]>, Task> handle, CancellationToken cancellationToken)
    {
        INatsSub<byte[]>? subscribed = null;

        // A token given to the subscription would end it, with what it had not handled; it ends by being drained.
        await OnServerAsync(
            async () => subscribed = await nats.SubscribeCoreAsync(subject, group, NatsRawSerializer<byte[]>.Default).AsTask().WaitAsync(cancellationToken), cancellationToken);
        return new QueueSubscription(subscribed!, handle, ReportFailed);
    }

    /// <summary>Ends a subscription without losing a message: no new ones are sent to us, those already on their way are handled and answered.</summary>
    public async Task DrainAsync(QueueSubscription subscription, CancellationToken cancellationToken)
    {
        await (IsConnected ? subscription.DrainAsync(cancellationToken) : subscription.EndAsync(cancellationToken));
        if (IsConnected)
        {
            await FlushAsync(cancellationToken);
        }
    }

    // NATS.Net's own retry of the first connection does not tell why that failed.
    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        for (var wait = FirstRetry; ; wait = TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, LastRetry.Ticks)))
        {
            try
            {
                await nats.ConnectAsync().AsTask().WaitAsync(cancellationToken);
                return;
            }
            catch (NatsException failure)
            {
                Lost(failure.GetBaseException().Message);
            }

            await Task.Delay(wait, time, cancellationToken);
        }
    }

    private static AsyncEventHandler<T> On<T>(Action<T> act) => (_, what) =>
    {
        act(what);
        return ValueTask.CompletedTask;
    };

    private void Opened()
    {
        state = "connected";
        logger.QueueManagerConnected(endpoint);
    }

    // The same reason again is no news.
    private void Lost(string reason)
    {
        if (state != reason)
        {
            state = reason;
            logger.QueueManagerLost(endpoint, reason);
        }
    }

    private void ReportFailed(NatsMsg<byte[]> message, Exception failure)
    {
        ServerTelemetry.MessagesFailed.Add(1, new KeyValuePair<string, object?>("queue", message.Subject));
        logger.MessageFailed(failure, message.Subject);
    }

    private async Task OnServerAsync(Func<Task> act, CancellationToken cancellationToken)
    {
        if (!IsConnected)
        {
            throw new DependencyUnavailableException(Manager, state);
        }

        try
        {
            await act();
        }
        catch (Exception failure) when (failure is NatsException or IOException or SocketException or ObjectDisposedException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new DependencyUnavailableException(Manager, failure.Message, failure);
        }
    }
}
