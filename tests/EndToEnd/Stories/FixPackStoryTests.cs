using DddAspire.DemoEnvironment.Tools;
using DddAspire.Support;
using Shouldly;
using Xunit;

namespace DddAspire.EndToEnd.Stories;

/// <summary>The product's main claim, from nothing: <c>./demo --exit</c>.</summary>
[TestOrder(1)]
[Collection(DemoCollection.Name)]
public sealed class FixPackStoryTests(DemoFixture demo)
{
    [Fact(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    public async Task DemoExit_FromNothing_MovesOneIntegrationAndBackWithNoCallLost()
    {
        await demo.ExpectAsync(0, ["--exit"], TestContext.Current.CancellationToken);

        await ShouldBeProvenAsync();
    }

    [Fact(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    public async Task DemoExit_RightAfterTheFirst_BuildsNoImageThatIsThere()
    {
        var before = await ImagesAsync();

        await demo.ExpectAsync(0, ["--exit"], TestContext.Current.CancellationToken);

        (await ImagesAsync()).Except(before).ShouldBeEmpty();
        await ShouldBeProvenAsync();
    }

    [Fact(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    public async Task Report_OfTheStory_IsThereForPeopleProgramsAndCiServers()
    {
        var result = await demo.ExpectAsync(0, ["report"], TestContext.Current.CancellationToken);

        var folder = Path.Combine(DemoFixture.StateDirectory, "reports", "latest");
        result.StandardOutput.ShouldContain("report.html");
        Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)
            .ShouldBe(["junit.xml", "report.html", "report.json", "report.md"]);
    }

    private static async Task ShouldBeProvenAsync()
    {
        var report = new Report(await DemoFixture.LatestReportAsync(TestContext.Current.CancellationToken));
        report.Verdict.ShouldBe("passed", report.Reasons);
        report.ShouldHaveLostNothing();
        report.Seen("ddd-acme", "runtime").ShouldBe(["12.0.11.0-r1", "12.0.12.0-r1"]);
        report.Seen("ddd-bernie", "runtime").ShouldBe(["12.0.11.0-r1"]);
        report.Runs.Count.ShouldBe(2);
        report.Runs.ShouldAllBe(run => run.GetProperty("trigger").GetString() == "webhook");
        report.Runs.ShouldAllBe(run => run.GetProperty("result").GetString() == "passed");
        report.Runs.ShouldAllBe(run => Report.Names(run.GetProperty("rolledOut")).SequenceEqual(new[] { "ddd-acme" }));
        report.Runs.ShouldAllBe(run => Report.Names(run.GetProperty("untouched")).Order().SequenceEqual(new[] { "ddd-api", "ddd-bernie", "ddd-chris" }));
        report.Root.GetProperty("steps").EnumerateArray().Count(step => step.GetProperty("result").GetString() == "passed").ShouldBe(8);
    }

    private static async Task<IReadOnlyList<string>> ImagesAsync()
    {
        var listed = await ToolRunner.RunAsync(
            Host.Engine.Command("image", "ls", "--all", "--no-trunc", "--format", "{{.Repository}}:{{.Tag}} {{.ID}}"), TestContext.Current.CancellationToken);
        return listed.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
