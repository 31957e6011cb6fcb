using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.State;
using DddAspire.DemoEnvironment.Steps;
using DddAspire.DemoEnvironment.Tools;
using DddAspire.DemoRunner.Serving;
using Xunit;

namespace DddAspire.Unit.Serving;

/// <summary><c>./demo serve</c> in the test's process, on ports of its own and with a state folder of its own: page, pipeline, stories and the built-in git server.</summary>
internal sealed class ServedRunner : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly string folder = Directory.CreateTempSubdirectory("ddd-serve").FullName;
    private readonly Task serving;

    private ServedRunner()
    {
        var ports = FreePorts(3);
        Options = new EnvironmentOptions
        {
            RepositoryRoot = folder,
            StateDirectory = folder,
            Git = GitServerChoice.BuiltIn,
            Ports = new Ports { Page = ports[0], Git = ports[1], Load = ports[2] },
        };
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri($"http://127.0.0.1:{ports[0]}") };
        serving = Task.Run(() => ServeHost.RunAsync(Options, stop.Token));
    }

    public EnvironmentOptions Options { get; }

    public HttpClient Http { get; }

    /// <summary>Ends when the program has.</summary>
    public Task Ended => serving;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts it and waits until it answers.</summary>
    public static async Task<ServedRunner> StartAsync()
    {
        var runner = new ServedRunner();
        await runner.EventuallyAsync("the runner to answer", async () =>
        {
            try
            {
                using var answer = await runner.Http.GetAsync("/alive", Token);
                return answer.IsSuccessStatusCode ? null : $"{answer.StatusCode}";
            }
            catch (HttpRequestException exception)
            {
                return runner.serving.IsCompleted ? $"it ended: {runner.serving.Exception}" : exception.Message;
            }
        });
        return runner;
    }

    /// <summary>Tells the runner that the environment is set up, with a cluster and a registry at these addresses.</summary>
    public EnvironmentState Announce(Uri cluster, string registry)
    {
        File.WriteAllText(Options.Layout.PipelineKubeconfig, $$$"""
            apiVersion: v1
            kind: Config
            current-context: c
            clusters: [{ name: c, cluster: { server: "{{{cluster}}}" } }]
            users: [{ name: u, user: { token: t } }]
            contexts: [{ name: c, context: { cluster: c, user: u } }]
            """);
        var state = new EnvironmentState(
            new ClusterState("kind-ddd", "v1", Options.Layout.Kubeconfig, Options.Layout.PipelineKubeconfig, true, new Dictionary<string, Uri>
            {
                ["ddd-dev"] = new("http://127.0.0.1:1/"),
                ["ddd-test"] = new("http://127.0.0.1:1/"),
            }),
            new RegistryState(registry),
            new GitServerState("built-in", new Uri($"http://127.0.0.1:{Options.Ports.Git}"), "ddd", "integrations",
                Path.Combine(Options.Layout.Secrets, "git-token"), Path.Combine(Options.Layout.Secrets, "webhook-secret")),
            new Dictionary<string, string>());
        File.WriteAllText(Options.Layout.Environment, JsonSerializer.Serialize(state, JsonSerializerOptions.Web));
        return state;
    }

    /// <summary>All runs, oldest first.</summary>
    public async Task<IReadOnlyList<JsonElement>> RunsAsync()
    {
        using var answer = JsonDocument.Parse(await Http.GetStringAsync("/runs", Token));
        return [.. answer.RootElement.EnumerateArray().Select(run => run.Clone())];
    }

    /// <summary>A user's clone with a first commit of its own not yet pushed.</summary>
    public async Task<UserFolder> CloneAsync()
    {
        var token = (await File.ReadAllTextAsync(Path.Combine(Options.Layout.Secrets, "git-token"), Token)).Trim();
        var clone = new UserFolder(Path.Combine(folder, $"user-{Guid.NewGuid():N}"));
        await UserFolder.GitAsync(folder, "clone", "--quiet", $"http://ddd:{token}@127.0.0.1:{Options.Ports.Git}/ddd/integrations.git", clone.Folder);
        await File.WriteAllTextAsync(Path.Combine(clone.Folder, "README"), "A repository without integrations.\n", Token);
        return clone;
    }

    /// <summary>Waits for a condition, at most a minute: the machine may be busy.</summary>
    public Task EventuallyAsync(string what, Func<Task<string?>> probe, TimeSpan? limit = null) =>
        new Wait(what, limit ?? TimeSpan.FromMinutes(1), TimeSpan.FromMilliseconds(100), folder).UntilAsync(_ => probe(), TimeProvider.System, Token);

    /// <summary>Asks it to stop, as SIGTERM does.</summary>
    public Task StopAsync() => stop.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Http.Dispose();
        stop.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        listeners.ForEach(listener => listener.Dispose());
        return ports;
    }
}

/// <summary>A clone that a test works in.</summary>
internal sealed record UserFolder(string Folder)
{
    public static async Task<string> GitAsync(string folder, params string[] arguments) =>
        (await ToolRunner.RunAsync(
            new ToolCommand("git", ["-c", "user.name=Tester", "-c", "user.email=tester@example.org", "-c", "credential.helper=", .. arguments]) { WorkingDirectory = folder },
            TestContext.Current.CancellationToken)).StandardOutput;

    /// <summary>Commits everything, with the zone of one's choice, and pushes to a branch.</summary>
    public async Task<string> PushAsync(string message, string branch = "main", string date = "1700000000 +0000")
    {
        var token = TestContext.Current.CancellationToken;
        await GitAsync(Folder, "add", "--all");
        var commit = new ToolCommand("git", ["-c", "user.name=Tester", "-c", "user.email=tester@example.org", "commit", "--quiet", "--allow-empty", "--message", message])
        {
            WorkingDirectory = Folder,
            Environment = new Dictionary<string, string?> { ["GIT_COMMITTER_DATE"] = date, ["GIT_AUTHOR_DATE"] = date },
        };
        await ToolRunner.RunAsync(commit, token);
        await GitAsync(Folder, "push", "--quiet", "origin", $"HEAD:{branch}");
        return await GitAsync(Folder, "rev-parse", "HEAD");
    }
}
