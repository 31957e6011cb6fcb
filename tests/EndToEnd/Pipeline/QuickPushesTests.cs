using DddAspire.Support;
using Shouldly;
using Xunit;

namespace DddAspire.EndToEnd.Pipeline;

/// <summary>Pushes come faster than the pipeline works: one run at a time, and only the newest of those that wait.</summary>
[TestOrder(33)]
[Collection(DemoCollection.Name)]
public sealed class QuickPushesTests(DemoFixture demo)
{
    private const string Dockerfile = "ddd-acme/Dockerfile";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    public async Task Pushes_InQuickSuccession_TheMiddleOneIsSupersededAndTheNewestLive()
    {
        await demo.UpAsync(Stop);
        using var runner = await demo.RunnerAsync(Stop);
        using var checkout = await demo.CheckoutAsync(Stop);
        var text = checkout.Read(Dockerfile).TrimEnd();

        var first = await checkout.PushAsync(Dockerfile, $"{text}\n# First of three.\n");
        await Awaited.ThatAsync("the first run to work", TimeSpan.FromMinutes(1), async _ =>
            (await runner.RunOfAsync(first)).GetProperty("result").GetString() is "running" ? null : "not running");
        var second = await checkout.PushAsync(Dockerfile, $"{text}\n# Second of three.\n");
        await runner.RunOfAsync(second);
        var third = await checkout.PushAsync(Dockerfile, $"{text}\n");

        (await runner.EndedRunAsync(third)).GetProperty("result").GetString().ShouldBe("passed");
        (await runner.EndedRunAsync(first)).GetProperty("result").GetString().ShouldBe("passed");
        (await runner.EndedRunAsync(second)).GetProperty("result").GetString().ShouldBe("superseded");
        (await runner.RunsAsync(Stop)).Count(run => run.GetProperty("result").GetString() is "running" or "queued").ShouldBe(0);
    }
}
