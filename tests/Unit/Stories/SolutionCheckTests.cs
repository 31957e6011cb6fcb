using DddAspire.DemoRunner.Stories;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Stories;

/// <summary>What a story takes for its start is what callers are answered with.</summary>
public sealed class SolutionCheckTests
{
    [Fact]
    public async Task Deployed_WaitsForTheBarThatThePipelineNotesAfterTheRollout()
    {
        await using var demo = await FakeDemo.StartAsync();
        demo.Bar = "";
        var deployed = DeployedAsync(demo);

        await demo.HasAskedForDeploymentsAsync(6);
        deployed.IsCompleted.ShouldBeFalse("it began with a version whose bar nobody had noted");
        demo.Bar = "AcmeV1";

        (await deployed).Integrations.ShouldAllBe(view => view.Bar == "AcmeV1");
    }

    [Fact]
    public async Task Deployed_WaitsForTheRunThatIsUnderWay_AsItMayNotHaveNotedTheNewBarYet()
    {
        await using var demo = await FakeDemo.StartAsync();
        demo.Bar = "AcmeV1";
        var run = await demo.StartRunOfHeadAsync();
        var deployed = DeployedAsync(demo);
        // That it does not begin can only be seen by waiting.
        (await Task.WhenAny(deployed, Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken)))
            .ShouldNotBe(deployed, "it began with what the run before had noted");

        demo.Bar = "AcmeV2";
        demo.End(run, RunResult.Passed);

        (await deployed).Integrations.ShouldAllBe(view => view.Bar == "AcmeV2");
    }

    private static Task<ClusterSnapshot> DeployedAsync(FakeDemo demo) =>
        new SolutionCheck(demo.Tools).DeployedAsync(demo.Sources(), ["ddd-acme"], TestContext.Current.CancellationToken);
}
