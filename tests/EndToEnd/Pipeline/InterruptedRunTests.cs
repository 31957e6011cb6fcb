using System.Diagnostics;
using System.Text.Json;
using DddAspire.Support;
using Shouldly;
using Xunit;

namespace DddAspire.EndToEnd.Pipeline;

/// <summary>The runner is killed at work: what it had begun comes to its end all the same, once.</summary>
[TestOrder(30)]
[Collection(DemoCollection.Name)]
public sealed class InterruptedRunTests(DemoFixture demo)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    [InlineData("checkout", "12.0.12.0-r1")]
    [InlineData("build", "12.0.11.0-r1")]
    [InlineData("deploy ddd-dev", "12.0.12.0-r1")]
    [InlineData("deploy ddd-test", "12.0.11.0-r1")]
    public async Task Serve_KilledInAStage_TheNextOneBringsTheCommitLive(string stage, string fixPack)
    {
        await demo.UpAsync(Stop);
        using var runner = await demo.RunnerAsync(Stop);
        var commit = await runner.MoveAsync("ddd-chris", fixPack, Stop);
        await runner.StageReachedAsync(commit, stage);

        await KillServeAsync();
        await demo.UpAsync(Stop);

        (await runner.EndedRunAsync(commit)).GetProperty("result").GetString().ShouldBe("passed");
        (await runner.RunsAsync(Stop)).Count(run => run.GetProperty("commit").GetString() == commit && run.GetProperty("result").GetString() == "passed").ShouldBe(1);
        var status = await demo.StatusAsync(Stop);
        status.GetProperty("integrations").EnumerateArray().Where(one => one.GetProperty("name").GetString() == "ddd-chris")
            // A pod that drains is still ready.
            .Select(one => (one.GetProperty("runtime").GetString(), one.GetProperty("ready").GetInt32() >= 2))
            .ShouldBe([(fixPack, true), (fixPack, true)]);
    }

    private static async Task KillServeAsync()
    {
        var record = await File.ReadAllTextAsync(Path.Combine(DemoFixture.StateDirectory, "serve.pid"), Stop);
        using var serve = Process.GetProcessById(JsonDocument.Parse(record).RootElement.GetProperty("pid").GetInt32());
        serve.Kill();
        await serve.WaitForExitAsync(Stop);
    }
}
