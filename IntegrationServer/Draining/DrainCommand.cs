using System.Net.Sockets;
using DddAspire.IntegrationServer.Settings;

namespace DddAspire.IntegrationServer.Draining;

/// <summary>
/// `integration-server drain`, the preStop command: tells the server of this container to drain and waits for the end of it.
/// A command works on every Kubernetes; an HTTP preStop is silently left out by some.
/// </summary>
internal static class DrainCommand
{
    // A little more than the drain's own limit.
    private static readonly TimeSpan Limit = DrainRules.Default.Limit + TimeSpan.FromSeconds(2);

    public static async Task<int> RunAsync(ServerSettings settings)
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync("127.0.0.1", settings.HttpPort, limit.Token);
            await using var stream = new NetworkStream(socket);
            await stream.WriteAsync("POST /drain HTTP/1.0\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), limit.Token);
            using var reader = new StreamReader(stream);
            var status = await reader.ReadLineAsync(limit.Token);
            return status?.Contains(" 200 ", StringComparison.Ordinal) == true ? 0 : 1;
        }
        catch (Exception failure) when (failure is IOException or SocketException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"the server on port {settings.HttpPort} did not drain: {failure.Message}");
            return 1;
        }
    }
}
