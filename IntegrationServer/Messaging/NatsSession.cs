using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Net.Sockets;
using DddAspire.IntegrationServer.Settings;

namespace DddAspire.IntegrationServer.Messaging;

/// <summary>One TCP connection to the queue manager from its greeting to its end. A new connection is a new session.</summary>
internal sealed class NatsSession : IAsyncDisposable
{
    private readonly Socket socket;
    private readonly PipeReader input;
    private readonly PipeWriter output;
    [SuppressMessage("Usage", "CA2213", Justification = "who waits for it when it is disposed would wait for ever; it holds no handle")]
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly Queue<TaskCompletionSource> awaitedPongs = new();
    private readonly CancellationTokenSource ended = new();

    private NatsSession(Socket socket)
    {
        this.socket = socket;
        var stream = new NetworkStream(socket, ownsSocket: false);
        input = PipeReader.Create(stream);
        output = PipeWriter.Create(stream);
    }

    /// <summary>Connects and says who we are. The server's refusal, if any, arrives with the first frames read.</summary>
    public static async Task<NatsSession> OpenAsync(QueueEndpoint endpoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endpoint.Host, endpoint.Port, cancellationToken);
            var session = new NatsSession(socket);
            var credentials = new NatsCredentials(endpoint.User, endpoint.Password, endpoint.ClientName);
            await session.SendAsync(buffer => NatsCommands.Connect(buffer, credentials), cancellationToken);
            return session;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Writes whole commands: a caller that gives up waits no longer, but never leaves half a command on the wire.</summary>
    public async Task SendAsync(Action<IBufferWriter<byte>> write, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            if (ended.IsCancellationRequested)
            {
                throw new IOException("the connection has ended");
            }

            write(output);
            await output.FlushAsync(CancellationToken.None);
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>Returns when the server has worked off everything sent before: it answers a PING in order.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        var pong = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await SendAsync(
            buffer =>
            {
                lock (awaitedPongs)
                {
                    awaitedPongs.Enqueue(pong);
                }

                NatsCommands.Ping(buffer);
            },
            cancellationToken);
        using var end = ended.Token.Register(() => pong.TrySetException(new IOException("the connection ended before the answer to a PING")));
        await pong.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Reads until the connection ends; always ends with an exception that says why.</summary>
    public async Task ReadAsync(Func<long, NatsMessage, ValueTask> deliver, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await input.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            while (NatsFrameReader.TryRead(ref buffer, out var frame))
            {
                await ActOnAsync(frame, deliver, cancellationToken);
            }

            input.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
            {
                throw new IOException("the server closed the connection");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        socket.Dispose();
        ended.Dispose();
    }

    private async ValueTask ActOnAsync(NatsFrame frame, Func<long, NatsMessage, ValueTask> deliver, CancellationToken cancellationToken)
    {
        switch (frame)
        {
            case NatsFrame.Delivery delivery:
                await deliver(delivery.SubscriptionId, delivery.Message);
                break;
            case NatsFrame.Ping:
                await SendAsync(NatsCommands.Pong, cancellationToken);
                break;
            case NatsFrame.Pong:
                AnswerOldestPing();
                break;
            case NatsFrame.Error error:
                throw new NatsProtocolException($"the server says: {error.Reason}");
        }
    }

    private void AnswerOldestPing()
    {
        lock (awaitedPongs)
        {
            if (awaitedPongs.TryDequeue(out var pong))
            {
                pong.TrySetResult();
            }
        }
    }
}
