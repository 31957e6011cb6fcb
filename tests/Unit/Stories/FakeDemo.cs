using System.Collections.Immutable;
using System.Text.Json;
using DddAspire.DemoEnvironment.Distribution;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.State;
using DddAspire.DemoEnvironment.Steps;
using DddAspire.DemoEnvironment.Tools;
using DddAspire.DemoRunner.Environments;
using DddAspire.DemoRunner.Kubernetes;
using DddAspire.DemoRunner.Runs;
using DddAspire.DemoRunner.Stories;
using DddAspire.Unit.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace DddAspire.Unit.Stories;

/// <summary>A demo for a story: a real repository, and a cluster, an API and a load client that answer as a test wants.</summary>
internal sealed class FakeDemo : IAsyncDisposable
{
    private const string Image = "localhost:5001/ddd-acme@sha256:1";
    private readonly string folder = Directory.CreateTempSubdirectory("ddd-story").FullName;
    private readonly FakeCluster parts;
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false });
    private string tree = "";
    private bool isLoaded;

    private FakeDemo(FakeCluster parts)
    {
        this.parts = parts;
        var layout = new StateLayout(folder);
        Runs = new RunCatalog(new RunJournal(Path.Combine(folder, "runs.db")), TimeProvider.System, NullLogger<RunCatalog>.Instance);
        var access = new PipelineAccess(layout, TimeProvider.System);
        Tools = new StoryTools(
            layout, access, new RegistryClient(http), Runs, new ClusterView(access, TimeProvider.System),
            new LoadControlClient(new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = parts.Address }),
            new QuoteProbe(http), new CommitStatuses(http), TimeProvider.System);
    }

    public StoryTools Tools { get; }

    public RunCatalog Runs { get; }

    /// <summary>Answers the load client's marks by their names.</summary>
    public Func<string, Task<int>> OnMark { get; set; } = _ => Task.FromResult(StatusCodes.Status204NoContent);

    /// <summary>The windows of one connection after the other; each ends with its last.</summary>
    public Queue<ImmutableArray<LoadWindow>> Windows { get; } = [];

    /// <summary>The bar as the pipeline noted it at the Deployment; empty before it has.</summary>
    public string Bar { get; set; } = "AcmeV1";

    public EnvironmentState Environment { get; private set; } = null!;

    public StoryJournal Journal { get; } = new(new(
        TimeProvider.System.GetUtcNow(), "1", new StoryRequest(StoryName.FixPack, "ddd-acme", "ddd-test", 50), StoryScripts.Of(StoryName.FixPack, "ddd-acme").Titles));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<FakeDemo> StartAsync()
    {
        var parts = await FakeCluster.StartAsync();
        var demo = new FakeDemo(parts);
        parts.Answer = demo.AnswerAsync;
        await demo.SeedAsync();
        return demo;
    }

    public Task<UserClone> CloneAsync() => UserClone.CloneAsync(Environment.Git, Path.Combine(folder, "work"), Stop);

    /// <summary>The Dockerfile as git's head has it, and how many commits there are.</summary>
    public async Task<(string Dockerfile, int Commits)> HeadAsync() =>
        (await GitAsync("show", "main:ddd-acme/Dockerfile"), int.Parse(await GitAsync("rev-list", "--count", "main"), System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Git's hash of each integration's folder.</summary>
    public IReadOnlyDictionary<string, string> Sources() => new Dictionary<string, string> { ["ddd-acme"] = tree };

    /// <summary>Waits until the cluster's Deployments were asked for so many times more.</summary>
    public Task HasAskedForDeploymentsAsync(int times)
    {
        var enough = Count() + times;
        return new Wait($"{times} questions for Deployments", TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(20), "").UntilAsync(
            _ => Task.FromResult(Count() >= enough ? null : $"{Count()} of {enough}"), TimeProvider.System, Stop);

        int Count() => parts.Asked.Count(asked => asked.EndsWith("/deployments", StringComparison.Ordinal));
    }

    /// <summary>The pipeline has a run of git's head under way.</summary>
    public async Task<RunView> StartRunOfHeadAsync()
    {
        var run = Runs.Accept(await GitAsync("rev-parse", "main"), RunTrigger.Webhook, Guid.NewGuid().ToString(), null);
        Runs.TryStart(run.Id);
        return run;
    }

    /// <summary>A run comes to its end.</summary>
    public void End(RunView run, RunResult result) => Runs.Append(run.Id, new RunEvent.Ended(TimeProvider.System.GetUtcNow(), result, "for the test"));

    /// <summary>The pipeline had a run of git's head, and it failed.</summary>
    public async Task FailRunOfHeadAsync() => End(await StartRunOfHeadAsync(), RunResult.Failed);

    public async ValueTask DisposeAsync()
    {
        await parts.DisposeAsync();
        Tools.Cluster.Dispose();
        Tools.Load.Dispose();
        http.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            File.SetAttributes(file, FileAttributes.Normal);
        }

        Directory.Delete(folder, recursive: true);
    }

    private async Task SeedAsync()
    {
        await GitAsync("init", "--quiet", "--bare", "--initial-branch=main", ".");
        var mine = Path.Combine(folder, "mine");
        await RunAsync(folder, "clone", "--quiet", Path.Combine(folder, "server.git"), mine);
        Directory.CreateDirectory(Path.Combine(mine, "ddd-acme"));
        await File.WriteAllTextAsync(Path.Combine(mine, "ddd-acme", "deployment.yaml"), "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ddd-acme }\n", Stop);
        await File.WriteAllTextAsync(Path.Combine(mine, "ddd-acme", "Dockerfile"), "FROM localhost:5001/ace-server:12.0.11.0-r1\nCOPY AcmeV1.bar /bars/", Stop);
        await RunAsync(mine, "add", ".");
        await RunAsync(mine, "-c", "user.name=me", "-c", "user.email=me@ddd.example", "commit", "--quiet", "--message", "First");
        await RunAsync(mine, "push", "--quiet", "origin", "HEAD:main");
        tree = await GitAsync("rev-parse", "main:ddd-acme");

        var layout = new StateLayout(folder);
        var token = Path.Combine(folder, "token");
        await File.WriteAllTextAsync(token, "token", Stop);
        Environment = new EnvironmentState(
            new ClusterState("kind-ddd", "v1", parts.Kubeconfig, parts.Kubeconfig, true, new Dictionary<string, Uri> { ["ddd-dev"] = parts.Address, ["ddd-test"] = parts.Address }),
            new RegistryState("127.0.0.1:1"),
            new GitServerState("built-in", new Uri("file:///"), folder.TrimStart('/'), "server", token, token),
            new Dictionary<string, string>());
        await File.WriteAllTextAsync(layout.Environment, JsonSerializer.Serialize(Environment, JsonSerializerOptions.Web), Stop);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var answer = context.Request.Path.Value!.Split('/') switch
        {
            [.., "namespaces", var space, "deployments"] => List("DeploymentList", "apps/v1", Deployment(space)),
            [.., "namespaces", var space, "pods"] => List("PodList", "v1", Pod(space)),
            [_, "drivewayrepair", "quote"] => new
            {
                Versions = "1,1,1",
                RepairQuotes = new[] { new { CostEstimate = 150 }, new { CostEstimate = 300 }, new { CostEstimate = 225 } },
            },
            [_, "load", "status"] => LoadStatus.Idle with { Running = isLoaded },
            [_, "load", "report" or "stop"] => Report(),
            _ => (object?)null,
        };
        if (answer is LoadStatus or LoadReport)
        {
            await context.Response.WriteAsync(JsonSerializer.Serialize(answer, LoadJson.Default.GetTypeInfo(answer.GetType())!), Stop);
        }
        else if (answer is not null)
        {
            await context.Response.WriteAsJsonAsync(answer, new JsonSerializerOptions(), Stop);
        }
        else
        {
            await OrderAsync(context);
        }
    }

    private async Task OrderAsync(HttpContext context)
    {
        switch (context.Request.Path.Value)
        {
            case "/load/start":
                isLoaded = true;
                break;
            case "/load/marks":
                var mark = await context.Request.ReadFromJsonAsync(LoadJson.Default.MarkRequest, Stop);
                context.Response.StatusCode = await OnMark(mark!.Name);
                break;
            case "/load/windows":
                context.Response.ContentType = "text/event-stream";
                foreach (var window in Windows.TryDequeue(out var windows) ? windows : [])
                {
                    await context.Response.WriteAsync($"data: {JsonSerializer.Serialize(window, LoadJson.Default.LoadWindow)}\n\n", Stop);
                }

                break;
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }

    private static object List(string kind, string version, object item) => new { kind, apiVersion = version, metadata = new { }, items = new[] { item } };

    private object Deployment(string space) => new
    {
        metadata = new Dictionary<string, object>
        {
            ["name"] = "ddd-acme",
            ["namespace"] = space,
            ["annotations"] = new Dictionary<string, string>
            {
                ["ddd.demo/content-hash"] = "1", ["ddd.demo/source"] = tree, ["ddd.demo/image"] = Image, ["ddd.demo/runtime"] = "12.0.11.0-r1", ["ddd.demo/bar"] = Bar,
            },
        },
        spec = new { replicas = 1, selector = new { }, template = new { spec = new { containers = Containers } } },
        status = new { readyReplicas = 1 },
    };

    private static object Pod(string space) => new
    {
        metadata = new Dictionary<string, object>
        {
            ["name"] = "ddd-acme-1", ["namespace"] = space, ["uid"] = $"{space}-1", ["labels"] = new Dictionary<string, string> { ["app.kubernetes.io/name"] = "ddd-acme" },
        },
        spec = new { containers = Containers },
        status = new { phase = "Running" },
    };

    private static object[] Containers => [new { name = "integration", image = Image }];

    private static LoadReport Report()
    {
        var now = TimeProvider.System.GetUtcNow();
        return new LoadReport(
            "r1", new LoadPlan("http://a/"), now, null, new LoadVerdict(VerdictKind.Met, []),
            new LoadFigures(50, 10, 10, 10, 0, 0, 0, 1, Quantiles.None, [], 0, ImmutableSortedDictionary<FailureKind, long>.Empty, 0, Quantiles.None, null),
            [new VersionObservation("acme", "12.0.11.0-r1", "AcmeV1", now, now, 10)],
            new AuditFigures(0, 0, 0, 0, 0, 0, 0, 0, 0), [], [], null,
            new ScheduleFigures(1, 50, Quantiles.None, 1), new ConnectionFigures(1, 1, 0, 0), new ClientFigures(1, 1, 0, 0, 0, 1));
    }

    private Task<string> GitAsync(params string[] arguments)
    {
        Directory.CreateDirectory(Path.Combine(folder, "server.git"));
        return RunAsync(Path.Combine(folder, "server.git"), arguments);
    }

    private static async Task<string> RunAsync(string where, params string[] arguments) =>
        (await ToolRunner.RunAsync(new ToolCommand("git", arguments) { WorkingDirectory = where }, Stop)).StandardOutput;
}
