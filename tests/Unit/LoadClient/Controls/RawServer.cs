using System.Net;
using System.Net.Sockets;

namespace DddAspire.Unit.LoadClient.Controls;

/// <summary>A server without HTTP: what it does with a connection after it read a request is the test's to say.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private int _requests;

    public RawServer(Func<Socket, int, Task> onRequest)
    {
        _listener.Start();
        _accepting = AcceptAsync(onRequest);
    }

    public string Url => $"http://{_listener.LocalEndpoint}";

    /// <summary>Requests received, over all connections.</summary>
    public int Requests => _requests;

    public static Task ResetAsync(Socket connection)
    {
        connection.LingerState = new LingerOption(enable: true, seconds: 0);
        connection.Close();
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync(Func<Socket, int, Task> onRequest)
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptSocketAsync(_stop.Token), onRequest);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException)
        {
        }
    }

    private async Task ServeAsync(Socket connection, Func<Socket, int, Task> onRequest)
    {
        using (connection)
        {
            try
            {
                var buffer = new byte[4096];
                for (var onConnection = 1; await connection.ReceiveAsync(buffer, _stop.Token) > 0; onConnection++)
                {
                    Interlocked.Increment(ref _requests);
                    await onRequest(connection, onConnection);
                }
            }
            catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
            {
            }
        }
    }
}
