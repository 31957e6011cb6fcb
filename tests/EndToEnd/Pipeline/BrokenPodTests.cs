using DddAspire.Support;
using Shouldly;
using Xunit;

namespace DddAspire.EndToEnd.Pipeline;

/// <summary>Pods that can't run: a change that brings them is taken back, and a change that comes right after them is not blamed for them.</summary>
[TestOrder(34)]
[Collection(DemoCollection.Name)]
public sealed class BrokenPodTests(DemoFixture demo)
{
    private const string Dockerfile = "ddd-acme/Dockerfile";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    public async Task Change_WhosePodsCrash_IsTakenBackAndSaysWhatTheyDiedOf()
    {
        await demo.UpAsync(Stop);
        using var runner = await demo.RunnerAsync(Stop);
        using var checkout = await demo.CheckoutAsync(Stop);
        var good = checkout.Read(Dockerfile);
        var before = await DemoFixture.Cluster.LivesAsync("ddd-test");

        var run = await runner.EndedRunAsync(await checkout.PushAsync(Dockerfile, $"{good.TrimEnd()}\nENTRYPOINT [\"sh\", \"-c\", \"echo no such flow; exit 7\"]\n"));
        var back = await runner.EndedRunAsync(await checkout.PushAsync(Dockerfile, good));

        run.GetProperty("result").GetString().ShouldBe("rolledBack", run.ToString());
        var reason = run.GetProperty("reason").GetString()!;
        reason.ShouldContain("CrashLoopBackOff: exit code 7, no such flow");
        reason.ShouldNotContain("Going back failed");
        back.GetProperty("result").GetString().ShouldBe("passed", back.ToString());
        (await DemoFixture.Cluster.LivesAsync("ddd-test")).ShouldBe(before);
    }

    [Fact(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    public async Task Change_RightAfterPodsThatSomebodyElseBroke_Passes()
    {
        await demo.UpAsync(Stop);
        using var runner = await demo.RunnerAsync(Stop);
        await DemoFixture.Cluster.KubectlAsync("--namespace", "ddd-dev", "set", "image", "deployment/ddd-acme", "integration=localhost:5001/ddd-acme:never-built");

        var run = await runner.EndedRunAsync(await runner.DeployBarAsync("ddd-acme", "AcmeV2", Stop));
        var back = await runner.EndedRunAsync(await runner.DeployBarAsync("ddd-acme", "AcmeV1", Stop));

        run.GetProperty("result").GetString().ShouldBe("passed", run.ToString());
        back.GetProperty("result").GetString().ShouldBe("passed", back.ToString());
        (await DemoFixture.Cluster.PodsAsync("ddd-dev")).ShouldAllBe(pod => pod.Ready);
    }
}
