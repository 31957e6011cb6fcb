using DddAspire.DemoEnvironment.Tools;
using DddAspire.Unit.Repository;
using k8s;
using k8s.Models;
using Npgsql;

namespace DddAspire.Unit.IntegrationServer.Live;

/// <summary>A real Postgres in a folder of its own, with the settings of the demo's. As it refuses to run as root, root lends it the account "postgres".</summary>
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
        LiveTool.Require(Missing);
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
            [LiveTool.Find("postgres")!, "-D", folder, "-p", $"{Port}", "-k", folder, "-c", "listen_addresses=127.0.0.1", .. SettingsOfTheDemo()]);
        running = ToolRunner.RunAsync(command with { Limit = TimeSpan.FromMinutes(5) }, stop.Token);
        await LiveTool.WaitForPortAsync(Port, cancellationToken);
        while ((await ToolRunner.RunAsync(IsReady(), cancellationToken)).ExitCode != 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }
    }

    /// <summary>Ends every process of the server at once, as the death of its pod does; what the kernel was given stays.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        var postmaster = (await File.ReadAllLinesAsync(Path.Combine(folder, "postmaster.pid"), cancellationToken))[0];
        var children = (await File.ReadAllTextAsync($"/proc/{postmaster}/task/{postmaster}/children", cancellationToken)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        await ToolRunner.RunAsync(new ToolCommand("kill", ["-s", "KILL", postmaster, .. children]) { AcceptedExitCodes = new HashSet<int> { 0, 1 } }, cancellationToken);
        await running.ContinueWith(_ => { }, TaskScheduler.Default);
        File.Delete(Path.Combine(folder, "postmaster.pid"));
    }

    /// <summary>A connection of its own, beside those of the server that is tested.</summary>
    public async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={Port};Username={User};Password=none;Database=postgres;Pooling=false");
        await connection.OpenAsync(cancellationToken);
        return connection;
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

    // The arguments of the container in kind/platform/postgres.yaml, but for the program's name.
    private static IEnumerable<string> SettingsOfTheDemo() => KubernetesYaml
        .LoadAllFromString(File.ReadAllText(Path.Combine(SourceTree.Root, "kind/platform/postgres.yaml")))
        .OfType<V1StatefulSet>()
        .Single()
        .Spec.Template.Spec.Containers.Single()
        .Args.Skip(1);

    private static ToolCommand AsPostgres(params string[] command) => Environment.IsPrivilegedProcess
        ? new ToolCommand("runuser", ["-u", "postgres", "--", .. command])
        : new ToolCommand(command[0], command[1..]);
}
