using DddAspire.Support;
using Shouldly;
using Xunit;

namespace DddAspire.EndToEnd.Stories;

/// <summary>The other stories that must pass.</summary>
[Chapter(10)]
[Collection(DemoCollection.Name)]
public sealed class OtherStoryTests(DemoFixture demo)
{
    [Fact(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    public async Task ApplicationUpdate_Told_ChangesTheAnswersAndBack()
    {
        await demo.UpAsync(TestContext.Current.CancellationToken);

        await demo.ExpectAsync(0, ["story", "application-update", "--exit"], TestContext.Current.CancellationToken);

        var report = new Report(await DemoFixture.LatestReportAsync(TestContext.Current.CancellationToken));
        report.Verdict.ShouldBe("passed", report.Reasons);
        report.ShouldHaveLostNothing();
        report.Seen("ddd-acme", "bar").ShouldBe(["AcmeV1", "AcmeV2"]);
    }

    [Fact(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    public async Task BrokenFixPack_Told_IsTakenBackByThePipelineAndNoCallFails()
    {
        await demo.UpAsync(TestContext.Current.CancellationToken);

        await demo.ExpectAsync(0, ["story", "broken-fix-pack", "--rate", "100", "--exit"], TestContext.Current.CancellationToken);

        var report = new Report(await DemoFixture.LatestReportAsync(TestContext.Current.CancellationToken));
        report.Verdict.ShouldBe("passed", report.Reasons);
        report.ShouldHaveLostNothing();
        report.Seen("ddd-acme", "runtime").ShouldBe(["12.0.11.0-r1"]);
        report.Runs.Select(run => run.GetProperty("result").GetString()).ShouldBe(["rolledBack", "passed"]);
    }

    [Fact(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    public async Task FixPack_OfTheApiItself_PassesToo()
    {
        await demo.UpAsync(TestContext.Current.CancellationToken);

        await demo.ExpectAsync(0, ["story", "fix-pack", "--integration", "ddd-api", "--exit"], TestContext.Current.CancellationToken);

        var report = new Report(await DemoFixture.LatestReportAsync(TestContext.Current.CancellationToken));
        report.ShouldHaveLostNothing();
        report.Seen("ddd-api", "runtime").ShouldBe(["12.0.11.0-r1", "12.0.12.0-r1"]);
    }
}
