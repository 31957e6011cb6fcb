using System.Net;
using System.Net.Sockets;

namespace DddAspire.AppHost.Telemetry;

/// <summary>Hands connections on from one address to another, byte by byte.</summary>
/// <param name="listener">Where it listens.</param>
/// <param name="accept">Takes the next connection of the listener.</param>
/// <param name="target">Where it connects to for each connection.</param>
internal sealed class TcpRelay(IDisposable listener, Func<CancellationToken, ValueTask<TcpClient>> accept, IPEndPoint target) : IDisposable
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    /// <summary>Begins to listen; connections wait until <see cref="RunAsync"/>.</summary>
    /// <exception cref="SocketException">The address is not one of this machine's, or taken.</exception>
    public static TcpRelay Listen(IPEndPoint address, IPEndPoint target)
    {
        var listener = new TcpListener(address);
        listener.Start();
        return new TcpRelay(listener, listener.AcceptTcpClientAsync, target);
    }

    /// <summary>Takes connections until the token is cancelled; one that can't be taken is told and costs that one only.</summary>
    /// <param name="onFailure">Takes a line about it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends it, which nothing else does.</param>
    public async Task RunAsync(Action<string> onFailure, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var incoming = await accept(cancellationToken);
                _ = HandOnAsync(incoming, cancellationToken);
            }
            catch (SocketException exception)
            {
                // The other side has gone already, or this process has as many files open as it may.
                onFailure($"a connection could not be taken: {exception.Message}");
                await Task.Delay(AfterFailure, time, cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => listener.Dispose();

    private async Task HandOnAsync(TcpClient incoming, CancellationToken cancellationToken)
    {
        using (incoming)
        using (var outgoing = new TcpClient())
        {
            try
            {
                await outgoing.ConnectAsync(target, cancellationToken);
                // Neither side half-closes: the end of one direction is the end of both.
                await Task.WhenAny(
                    incoming.GetStream().CopyToAsync(outgoing.GetStream(), cancellationToken),
                    outgoing.GetStream().CopyToAsync(incoming.GetStream(), cancellationToken));
            }
            catch (Exception ended) when (ended is IOException or SocketException or OperationCanceledException)
            {
                // Exporters connect again by themselves.
            }
        }
    }
}
