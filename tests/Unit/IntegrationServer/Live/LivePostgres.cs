using DddAspire.DemoEnvironment.Tools;
using Xunit;

namespace DddAspire.Unit.IntegrationServer.Live;

/// <summary>A real Postgres in a folder of its own. As it refuses to run as root, root lends it the account "postgres".</summary>
public sealed class LivePostgres : IAsyncDisposable
{
    public const string User = "ddd";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly string folder;
    private readonly CancellationTokenSource stop = new();
    private Task running = Task.CompletedTask;

    private LivePostgres(string folder) => this.folder = folder;

    /// <summary>Why the tests that need this cannot run here; null when they can.</summary>
    public static string? Missing => LiveTool.Find("initdb") is null ? "needs Postgres: apt-get install postgresql" : null;

    public int Port { get; } = LiveTool.FreePort();

    public static async Task<LivePostgres> StartNewAsync()
    {
        Assert.SkipWhen(Missing is not null, Missing ?? "");
        using var limit = new CancellationTokenSource(Limit);
        var made = await ToolRunner.RunAsync(AsPostgres("mktemp", "-d", "/tmp/ddd-postgres-XXXXXX"), limit.Token);
        var postgres = new LivePostgres(made.StandardOutput.Trim());
        await ToolRunner.RunAsync(AsPostgres(LiveTool.Find("initdb")!, "-D", postgres.folder, "-U", User, "-A", "trust", "--no-sync"), limit.Token);
        await postgres.StartAsync(limit.Token);
        return postgres;
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var command = AsPostgres(
            LiveTool.Find("postgres")!, "-D", folder, "-p", $"{Port}", "-k", folder, "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off");
        running = ToolRunner.RunAsync(command with { Limit = TimeSpan.FromMinutes(5) }, stop.Token);
        await LiveTool.WaitForPortAsync(Port, cancellationToken);
        while ((await ToolRunner.RunAsync(IsReady(), cancellationToken)).ExitCode != 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.ContinueWith(_ => { }, TaskScheduler.Default);
        Directory.Delete(folder, recursive: true);
        stop.Dispose();
    }

    private ToolCommand IsReady() => new(LiveTool.Find("pg_isready")!, ["-q", "-h", "127.0.0.1", "-p", $"{Port}"])
    {
        AcceptedExitCodes = new HashSet<int> { 0, 1, 2 },
    };

    private static ToolCommand AsPostgres(string tool, params string[] arguments) => Environment.IsPrivilegedProcess
        ? new ToolCommand("runuser", ["-u", "postgres", "--", tool, .. arguments])
        : new ToolCommand(tool, arguments);
}
