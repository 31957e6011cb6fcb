using System.Text.Json;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.State;
using DddAspire.DemoRunner.Environments;
using DddAspire.DemoRunner.Git;
using DddAspire.DemoRunner.Kubernetes;
using DddAspire.DemoRunner.Pipeline;
using DddAspire.DemoRunner.Runs;
using DddAspire.DemoRunner.Workers;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Pipeline;

/// <summary>No background loop ends by an exception that nobody foresaw.</summary>
public sealed class PersistentWorkerTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ddd-worker").FullName;
    private readonly WorkerHealth health = new(TimeProvider.System);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    public static TheoryData<Exception> Surprises =>
    [
        new TaskCanceledException("The request was canceled due to the configured HttpClient.Timeout of 100 seconds elapsing."),
        new IOException("The response ended prematurely."),
        new JsonException("'<' is an invalid start of a value."),
        new InvalidOperationException("a defect"),
        new KeyNotFoundException("nothing of that name"),
    ];

    [Theory]
    [MemberData(nameof(Surprises), DisableDiscoveryEnumeration = true)]
    public async Task Worker_WhoseAttemptThrows_IsShownAndGoesOn(Exception surprise)
    {
        using var worker = new FakeWorker(health, surprise);
        await worker.StartAsync(Token);
        await worker.Recovered.WaitAsync(TimeSpan.FromSeconds(30), Token);

        worker.StatusWhileFailing.ShouldBe(HealthStatus.Degraded);
        worker.SaidWhileFailing.ShouldContain(surprise.Message);
        worker.ExecuteTask!.IsCompleted.ShouldBeFalse();
        await worker.StopAsync(Token);
        health.Workers["a worker"].ShouldSatisfyAllConditions(state => state.Failures.ShouldBe(2), state => state.IsFailing.ShouldBeFalse());
    }

    [Fact]
    public async Task Reconciler_WhenWhatItReadsIsGone_GoesOn()
    {
        var layout = new StateLayout(folder);
        await File.WriteAllTextAsync(layout.PipelineKubeconfig, "", Token);
        var state = new EnvironmentState(
            new ClusterState("kind-ddd", "v1", layout.Kubeconfig, layout.PipelineKubeconfig, true, new Dictionary<string, Uri>()),
            new RegistryState("127.0.0.1:1"),
            // Not a fault that git or HTTP would report: the token's file is away.
            new GitServerState("built-in", new Uri("http://127.0.0.1:1"), "ddd", "integrations", Path.Combine(folder, "nothing"), ""),
            new Dictionary<string, string>());
        await File.WriteAllTextAsync(layout.Environment, JsonSerializer.Serialize(state, JsonSerializerOptions.Web), Token);
        var runs = new RunCatalog(new RunJournal(Path.Combine(folder, "runs.db")), TimeProvider.System, NullLogger<RunCatalog>.Instance);
        var access = new PipelineAccess(layout, TimeProvider.System);
        using var http = new HttpClient();
        using var watch = new ClusterWatch(access, health, TimeProvider.System, NullLogger<ClusterWatch>.Instance);
        using var reconciler = new Reconciler(
            runs, access, new BranchHead(http), watch, health, TimeProvider.System, NullLogger<Reconciler>.Instance);

        await reconciler.StartAsync(Token);
        await new DddAspire.DemoEnvironment.Steps.Wait("two attempts", TimeSpan.FromMinutes(1), TimeSpan.FromMilliseconds(50), "").UntilAsync(
            _ => Task.FromResult(health.Workers.Values.Any(worker => worker.Failures >= 2) ? null : "fewer"), TimeProvider.System, Token);

        reconciler.ExecuteTask!.IsCompleted.ShouldBeFalse();
        health.Troubles.ShouldHaveSingleItem().ShouldContain("the comparison of git with the cluster failed");
        await reconciler.StopAsync(Token);
    }

    private sealed class FakeWorker(WorkerHealth health, Exception surprise) : PersistentWorker(health, TimeProvider.System, NullLogger.Instance)
    {
        private readonly TaskCompletionSource recovered = new();
        private readonly WorkerHealth health = health;
        private int attempts;

        public Task Recovered => recovered.Task;

        public HealthStatus StatusWhileFailing { get; private set; }

        public string SaidWhileFailing { get; private set; } = "";

        protected override string Name => "a worker";

        protected override TimeSpan PauseAfterFailure => TimeSpan.FromMilliseconds(1);

        protected override async Task AttemptAsync(CancellationToken cancellationToken)
        {
            if (++attempts <= 2)
            {
                throw surprise;
            }

            var seen = await health.CheckHealthAsync(new HealthCheckContext(), cancellationToken);
            (StatusWhileFailing, SaidWhileFailing) = (seen.Status, seen.Description ?? "");
            ReportProgress();
            recovered.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
    }
}
