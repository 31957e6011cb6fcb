using DddAspire.Support;
using Shouldly;
using Xunit;

namespace DddAspire.EndToEnd.Stories;

/// <summary>The other stories that must pass.</summary>
[TestOrder(10)]
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
    public async Task SeveralVersions_Told_ServeOneCallTogetherAndGitIsAsBefore()
    {
        await demo.UpAsync(TestContext.Current.CancellationToken);
        using var checkout = await demo.CheckoutAsync(TestContext.Current.CancellationToken);
        var before = await checkout.TreesAsync();

        await demo.ExpectAsync(0, ["story", "several-versions", "--exit"], TestContext.Current.CancellationToken);

        var report = new Report(await DemoFixture.LatestReportAsync(TestContext.Current.CancellationToken));
        report.Verdict.ShouldBe("passed", report.Reasons);
        report.ShouldHaveLostNothing();
        report.Runs.Select(run => string.Join(" ", Report.Names(run.GetProperty("rolledOut")).Order(StringComparer.Ordinal)))
            .ShouldBe(["ddd-acme", "ddd-bernie", "ddd-chris", "ddd-acme", "ddd-acme ddd-bernie ddd-chris"]);
        report.Together().ShouldContain("ddd-acme 12.0.12.0-r1/AcmeV1, ddd-api 12.0.11.0-r1/DrivewayDemo, ddd-bernie 12.0.13.0-r1/BernieV1, ddd-chris 12.0.11.0-r1/ChrisV2");
        report.Together().ShouldContain("ddd-acme 12.0.12.0-r1/AcmeV2, ddd-api 12.0.11.0-r1/DrivewayDemo, ddd-bernie 12.0.13.0-r1/BernieV1, ddd-chris 12.0.11.0-r1/ChrisV2");
        await checkout.PullAsync();
        (await checkout.TreesAsync()).ShouldBe(before);
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
