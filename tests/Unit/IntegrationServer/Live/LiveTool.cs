using System.Net;
using System.Net.Sockets;
using Xunit;

namespace DddAspire.Unit.IntegrationServer.Live;

/// <summary>Programs of this machine that tests run for real.</summary>
internal static class LiveTool
{
    private static readonly string[] Folders =
    [
        .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator),
        "/usr/sbin",
        .. Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(folder => $"{folder}/bin") : [],
    ];

    public static string? Find(string name) => Folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>Skips the test where something is missing; on CI, where everything is expected, it fails.</summary>
    public static void Require(params string?[] missing)
    {
        var first = missing.FirstOrDefault(reason => reason is not null);
        Assert.False(first is not null && Environment.GetEnvironmentVariable("CI") is "true" or "1", first);
        Assert.SkipWhen(first is not null, first ?? "");
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static async Task WaitForPortAsync(int port, CancellationToken cancellationToken)
    {
        while (!await AnswersAsync(port, cancellationToken))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
        }
    }

    private static async Task<bool> AnswersAsync(int port, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
