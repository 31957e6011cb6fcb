using DddAspire.Support;
using Shouldly;
using Xunit;

namespace DddAspire.EndToEnd.Stories;

/// <summary>The meter can fail: what must not pass does not.</summary>
[TestOrder(20)]
[Collection(DemoCollection.Name)]
public sealed class ControlStoryTests(DemoFixture demo)
{
    [Fact(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    public async Task NoChange_SameRuntimeDeployedAgain_FailsForThatReason()
    {
        await demo.UpAsync(TestContext.Current.CancellationToken);

        await demo.ExpectAsync(1, ["story", "no-change", "--exit"], TestContext.Current.CancellationToken);

        var report = new Report(await DemoFixture.LatestReportAsync(TestContext.Current.CancellationToken));
        report.Verdict.ShouldBe("failed");
        report.Failed.ShouldBe(0);
        report.Reasons.ShouldContain("The change did not take place");
    }

    [Fact(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    public async Task Downtime_ByRecreate_IsCaughtAndTheSolutionIsWellAgain()
    {
        await demo.UpAsync(TestContext.Current.CancellationToken);

        await demo.ExpectAsync(1, ["story", "downtime", "--exit"], TestContext.Current.CancellationToken);

        var report = new Report(await DemoFixture.LatestReportAsync(TestContext.Current.CancellationToken));
        report.Verdict.ShouldBe("failed");
        report.Failed.ShouldBeGreaterThan(0);
        report.Reasons.ShouldContain("calls failed");
        var status = await demo.StatusAsync(TestContext.Current.CancellationToken);
        status.GetProperty("integrations").EnumerateArray()
            .ShouldAllBe(integration => integration.GetProperty("ready").GetInt32() == 2
                && integration.GetProperty("runtime").GetString() == "12.0.11.0-r1");
    }
}
