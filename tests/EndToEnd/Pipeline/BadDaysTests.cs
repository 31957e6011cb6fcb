using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using DddAspire.DemoEnvironment.Tools;
using DddAspire.Support;
using Shouldly;
using Xunit;

namespace DddAspire.EndToEnd.Pipeline;

/// <summary>Ten bad days, one after the other, on one environment; then the story as on any other day.</summary>
[TestOrder(38)]
[Collection(DemoCollection.Name)]
public sealed class BadDaysTests(DemoFixture demo) : IAsyncDisposable
{
    private const string Registry = "ddd-registry";
    private const string Node = "ddd-control-plane";
    private const string Dockerfile = "ddd-bernie/Dockerfile";

    private RunnerApi runner = null!;
    private Checkout checkout = null!;
    private string start = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync()
    {
        runner?.Dispose();
        checkout?.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    public async Task Demo_AfterTenBadDays_PassesTheFixPackStory()
    {
        await demo.UpAsync(Stop);
        runner = await demo.RunnerAsync(Stop);
        checkout = await demo.CheckoutAsync(Stop);
        start = checkout.Read(Dockerfile);

        await DayAsync("a commit from a zone that is none", () => PassesAsync(() => checkout.PushAllAsync("From nowhere", "1700000000 +1500")));
        await DayAsync("a message with separators in it", () => PassesAsync(() => checkout.PushAllAsync("a\u001eb\u001f\nc")));
        await DayAsync("fifteen thousand files in one commit", ManyFilesAsync);
        await DayAsync("branches that take each other's name", BranchesAsync);
        await DayAsync("an old delivery that comes again", OldDeliveryAsync);
        await DayAsync("a registry that is paused around a push", RegistryPausedAsync);
        await DayAsync("a node that is paused", NodePausedAsync);
        await DayAsync("a stop with three pages open", StopWithPagesAsync);
        await DayAsync("a stop in the middle of a story", StopInAStoryAsync);
        await DayAsync("a kill of the runner", KillAsync);
        await DayAsync("somebody else's push and a reset during the story", StoryWithOthersAsync);

        var work = Path.Combine(DemoFixture.StateDirectory, "work");
        await Awaited.ThatAsync("the work folders to go", TimeSpan.FromSeconds(20), _ => Task.FromResult(
            Directory.GetDirectories(work, "run-*").Length < 2 && Directory.GetDirectories(work, "clone-*").Length == 0 ? null : string.Join(", ", Directory.GetDirectories(work))));
    }

    private async Task ManyFilesAsync()
    {
        for (var number = 0; number < 15_000; number++)
        {
            checkout.Write($"notes/a-note-with-a-name-as-long-as-names-are-in-real-life-{number}.txt", "");
        }

        await PassesAsync(() => checkout.PushAllAsync("Many notes"));
        checkout.Delete("notes");
        await PassesAsync(() => checkout.PushAllAsync("No notes"));
    }

    private async Task BranchesAsync()
    {
        await checkout.RunAsync("push", "--quiet", "origin", "HEAD:renovate");
        await PassesAsync(() => checkout.PushAllAsync("Beside a branch"));
        await checkout.RunAsync("push", "--quiet", "origin", ":renovate");
        await checkout.RunAsync("push", "--quiet", "origin", "HEAD:renovate/ace");
        await PassesAsync(() => checkout.PushAllAsync("Beside another branch"));
        await checkout.RunAsync("push", "--quiet", "origin", ":renovate/ace");
    }

    private async Task OldDeliveryAsync()
    {
        var before = await DemoFixture.Cluster.LivesAsync("ddd-test");
        var old = await checkout.RunAsync("rev-parse", "HEAD~1");
        var secret = (await File.ReadAllTextAsync(Path.Combine(DemoFixture.StateDirectory, "secrets", "webhook-secret"), Stop)).Trim();

        var id = await runner.DeliverAsync(old, secret, Stop);

        await Awaited.ThatAsync("the old delivery's run to end", TimeSpan.FromMinutes(1), async token =>
            (await runner.RunsAsync(token)).Single(run => run.GetProperty("id").GetString() == id) is var run
            && run.GetProperty("result").GetString() == "superseded" ? null : run.ToString());
        (await DemoFixture.Cluster.LivesAsync("ddd-test")).ShouldBe(before);
    }

    private async Task RegistryPausedAsync()
    {
        await EngineAsync("pause", Registry);
        string commit;
        try
        {
            checkout.Write(Dockerfile, $"{start.TrimEnd()}\n# While the registry is paused.\n");
            commit = await checkout.PushAllAsync("While the registry is paused");
            await Task.Delay(TimeSpan.FromSeconds(25), Stop);
        }
        finally
        {
            await EngineAsync("unpause", Registry);
        }

        (await runner.EndedRunAsync(commit)).GetProperty("result").GetString().ShouldBe("passed");
        checkout.Write(Dockerfile, start);
        await PassesAsync(() => checkout.PushAllAsync("The registry is back"));
    }

    // As long as it takes until a comparison of git with the cluster has waited in vain; the whole of 130 s is for a test of its own.
    private async Task NodePausedAsync()
    {
        var serve = ServePid();
        await EngineAsync("pause", Node);
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(30), Stop);
        }
        finally
        {
            await EngineAsync("unpause", Node);
        }

        ServePid().ShouldBe(serve);
        await Awaited.ThatAsync("the runner to be well", TimeSpan.FromMinutes(2), async token =>
            await runner.HealthAsync(token) is var health && health.StartsWith("Healthy", StringComparison.Ordinal) ? null : health);
        await PassesAsync(() => checkout.PushAllAsync("After the node was paused"));
    }

    private async Task StopWithPagesAsync()
    {
        var pages = new[] { await runner.OpenPageAsync(Stop), await runner.OpenPageAsync(Stop), await runner.OpenPageAsync(Stop) };

        (await TerminateAsync()).ShouldBeLessThan(TimeSpan.FromSeconds(5));

        await Task.WhenAll(pages).WaitAsync(TimeSpan.FromSeconds(10), Stop);
        await demo.UpAsync(Stop);
    }

    private async Task StopInAStoryAsync()
    {
        await runner.BeginStoryAsync("fix-pack", Stop);
        await runner.StoryReachedAsync(4);
        var page = await runner.OpenPageAsync(Stop);

        (await TerminateAsync()).ShouldBeLessThan(TimeSpan.FromSeconds(5));

        await page.WaitAsync(TimeSpan.FromSeconds(10), Stop);
        await demo.UpAsync(Stop);
        await checkout.RunAsync("fetch", "--quiet", "origin");
        (await checkout.RunAsync("show", "origin/main:ddd-acme/Dockerfile")).ShouldBe(checkout.Read("ddd-acme/Dockerfile").TrimEnd());
        (await DemoFixture.LatestReportAsync(Stop)).GetProperty("verdict").GetString().ShouldBe("inconclusive");
    }

    private async Task KillAsync()
    {
        using (var serve = Process.GetProcessById(ServePid()))
        {
            serve.Kill();
            await serve.WaitForExitAsync(Stop);
        }

        await demo.UpAsync(Stop);
        await PassesAsync(() => checkout.PushAllAsync("After the runner was killed"));
    }

    private async Task StoryWithOthersAsync()
    {
        var before = await checkout.RunAsync("show", "HEAD:ddd-acme/Dockerfile");
        await runner.BeginStoryAsync("fix-pack", Stop);
        await runner.StoryReachedAsync(6);
        checkout.Write("README.md", $"Somebody else was here at {TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture)}.\n");
        var foreign = await checkout.PushAllAsync("A README");
        await runner.StoryReachedAsync(7);

        var (status, body) = await runner.ResetAsync(Stop);
        var story = await runner.EndedStoryAsync();

        status.ShouldBe(409);
        body.ShouldContain("is being told");
        story.GetProperty("end").GetProperty("verdict").GetString().ShouldBe("passed", story.GetProperty("end").ToString());
        await checkout.RunAsync("fetch", "--quiet", "origin");
        (await checkout.RunAsync("show", "origin/main:ddd-acme/Dockerfile")).ShouldBe(before);
        (await checkout.RunAsync("log", "--format=%H", "origin/main")).ShouldContain(foreign);
    }

    private async Task PassesAsync(Func<Task<string>> push)
    {
        var run = await runner.EndedRunAsync(await push());
        run.GetProperty("result").GetString().ShouldBe("passed", run.ToString());
        run.GetProperty("trigger").GetString().ShouldBe("webhook", run.ToString());
    }

    private static async Task DayAsync(string what, Func<Task> day)
    {
        var started = Stopwatch.GetTimestamp();
        await day();
        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s");
    }

    /// <summary>Stops the runner as `down` does.</summary>
    /// <returns>How long it took to end.</returns>
    private static async Task<TimeSpan> TerminateAsync()
    {
        using var serve = Process.GetProcessById(ServePid());
        var started = Stopwatch.GetTimestamp();
        await ToolRunner.RunAsync(new("kill", ["-TERM", serve.Id.ToString(CultureInfo.InvariantCulture)]), Stop);
        await serve.WaitForExitAsync(Stop);
        return Stopwatch.GetElapsedTime(started);
    }

    private static int ServePid() =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(DemoFixture.StateDirectory, "serve.pid"))).RootElement.GetProperty("pid").GetInt32();

    private static Task EngineAsync(params string[] arguments) => ToolRunner.RunAsync(Host.Engine.Command(arguments), Stop);
}
