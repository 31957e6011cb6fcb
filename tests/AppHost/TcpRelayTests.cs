using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using DddAspire.AppHost.Telemetry;
using Shouldly;
using Xunit;

namespace DddAspire.AppHostTests;

/// <summary>The way of the pods' telemetry to the dashboard stays open, whatever becomes of one connection.</summary>
public sealed class TcpRelayTests
{
    [Fact]
    public async Task Connection_ThatCannotBeTaken_IsToldAndTheNextIsHandedOn()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        using var target = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        target.Start();
        var tries = 0;
        var told = new ConcurrentQueue<string>();
        using var relay = new TcpRelay(
            listener,
            token => tries++ == 0 ? throw new SocketException((int)SocketError.TooManyOpenSockets) : listener.AcceptTcpClientAsync(token),
            (IPEndPoint)target.LocalEndpoint);

        var running = relay.RunAsync(told.Enqueue, TimeProvider.System, stop.Token);
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, stop.Token);
        using var arrived = await target.AcceptTcpClientAsync(stop.Token).AsTask().WaitAsync(TimeSpan.FromSeconds(20), stop.Token);

        told.ShouldHaveSingleItem().ShouldStartWith("a connection could not be taken: ");
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running);
    }
}
