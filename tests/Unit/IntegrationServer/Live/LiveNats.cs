using DddAspire.DemoEnvironment.Tools;
using DddAspire.IntegrationServer.Messaging;
using DddAspire.IntegrationServer.Settings;
using Microsoft.Extensions.Logging.Abstractions;

namespace DddAspire.Unit.IntegrationServer.Live;

/// <summary>A real nats-server on a port of its own, which can be stopped and started again.</summary>
public sealed class LiveNats : IAsyncDisposable
{
    public const string User = "ddd";
    public const string Password = "12345";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private CancellationTokenSource stop = new();
    private Task running = Task.CompletedTask;

    /// <summary>Why the tests that need this cannot run here; null when they can.</summary>
    public static string? Missing => LiveTool.Find("nats-server") is null ? "needs nats-server: apt-get install nats-server" : null;

    public int Port { get; } = LiveTool.FreePort();

    internal QueueEndpoint Endpoint => new("127.0.0.1", Port, User, Password, "test");

    public static async Task<LiveNats> StartNewAsync()
    {
        LiveTool.Require(Missing);
        var nats = new LiveNats();
        await nats.StartAsync();
        return nats;
    }

    public async Task StartAsync()
    {
        stop = new CancellationTokenSource();
        var command = new ToolCommand(LiveTool.Find("nats-server")!, ["-a", "127.0.0.1", "-p", $"{Port}", "--user", User, "--pass", Password])
        {
            Limit = TimeSpan.FromMinutes(5),
        };
        running = ToolRunner.RunAsync(command, stop.Token);
        using var limit = new CancellationTokenSource(Limit);
        await LiveTool.WaitForPortAsync(Port, limit.Token);
    }

    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await running.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        stop.Dispose();
    }

    /// <summary>A connection that is kept up until <paramref name="cancellationToken"/>; returns when it is there.</summary>
    internal async Task<QueueConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = new QueueConnection(Endpoint, TimeProvider.System, NullLogger<QueueConnection>.Instance);
        _ = connection.RunAsync(cancellationToken);
        await WaitForAsync(() => connection.IsConnected, cancellationToken);
        return connection;
    }

    internal static async Task WaitForAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), limit.Token);
        }
    }
}
