using System.Net;
using System.Net.Sockets;

namespace DddAspire.AppHost.Telemetry;

/// <summary>Hands connections on from one address to another, byte by byte.</summary>
/// <param name="listener">Where it listens; started.</param>
/// <param name="target">Where it connects to for each connection.</param>
internal sealed class TcpRelay(TcpListener listener, IPEndPoint target) : IDisposable
{
    /// <summary>Begins to listen; connections wait until <see cref="RunAsync"/>.</summary>
    /// <exception cref="SocketException">The address is not one of this machine's, or taken.</exception>
    public static TcpRelay Listen(IPEndPoint address, IPEndPoint target)
    {
        var listener = new TcpListener(address);
        listener.Start();
        return new TcpRelay(listener, target);
    }

    /// <summary>Takes connections until the token is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var incoming = await listener.AcceptTcpClientAsync(cancellationToken);
            _ = HandOnAsync(incoming, cancellationToken);
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
