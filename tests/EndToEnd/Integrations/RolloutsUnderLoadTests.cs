using System.Collections.Immutable;
using System.Text.Json;
using DddAspire.Support;
using Shouldly;
using Xunit;

namespace DddAspire.EndToEnd.Integrations;

/// <summary>Any of the four integrations is replaced at 200 calls a second, and nobody who calls notices.</summary>
[TestOrder(15)]
[Collection(DemoCollection.Name)]
public sealed class RolloutsUnderLoadTests(DemoFixture demo)
{
    private const int Rate = 200;
    private const string Live = "ddd-test";
    private const string Before = "12.0.11.0-r1";
    private const string After = "12.0.12.0-r1";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    public async Task TenRollouts_OneAfterTheOther_LoseNoCallAndTouchNobodyElse()
    {
        await demo.UpAsync(Stop);
        using var runner = await demo.RunnerAsync(Stop);
        await runner.StartLoadAsync(Rate, Stop);

        foreach (var integration in (string[])["ddd-api", "ddd-acme", "ddd-bernie", "ddd-chris"])
        {
            await ShouldReplaceOnlyAsync(integration, runner, () => runner.MoveAsync(integration, After, Stop));
            await ShouldReplaceOnlyAsync(integration, runner, () => runner.MoveAsync(integration, Before, Stop));
        }

        await ShouldReplaceOnlyAsync("ddd-acme", runner, () => runner.DeployBarAsync("ddd-acme", "AcmeV2", Stop));
        await ShouldReplaceOnlyAsync("ddd-acme", runner, () => runner.DeployBarAsync("ddd-acme", "AcmeV1", Stop));

        ShouldHaveLostNothing(await runner.StopLoadAsync(Stop));
    }

    [Fact(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    public async Task ShopPod_Deleted_LosesNoCall()
    {
        await demo.UpAsync(Stop);
        using var runner = await demo.RunnerAsync(Stop);
        await runner.StartLoadAsync(Rate, Stop);
        var victim = (await DemoFixture.Cluster.PodsAsync(Live)).First(pod => pod.Integration == "ddd-bernie");

        await DemoFixture.Cluster.KubectlAsync("--namespace", Live, "delete", "pod", victim.Name);
        await Awaited.ThatAsync("a pod in the place of the deleted one", TimeSpan.FromMinutes(1), async _ =>
        {
            var pods = (await DemoFixture.Cluster.PodsAsync(Live)).Where(pod => pod.Integration == "ddd-bernie").ToList();
            return pods.Count == 2 && pods.TrueForAll(pod => pod.Ready && pod.Name != victim.Name) ? null : string.Join(", ", pods);
        });

        ShouldHaveLostNothing(await runner.StopLoadAsync(Stop));
    }

    private static async Task ShouldReplaceOnlyAsync(string integration, RunnerApi runner, Func<Task<string>> push)
    {
        var before = await DemoFixture.Cluster.PodsAsync(Live);

        var run = await runner.EndedRunAsync(await push());

        run.GetProperty("result").GetString().ShouldBe("passed", run.ToString());
        var after = await DemoFixture.Cluster.PodsAsync(Live);
        LivesOf(after, one => one != integration).ShouldBe(LivesOf(before, one => one != integration));
        LivesOf(after, one => one == integration).Intersect(LivesOf(before, one => one == integration)).ShouldBeEmpty();
    }

    private static ImmutableSortedSet<string> LivesOf(IEnumerable<Cluster.Pod> pods, Func<string, bool> wanted) =>
        [.. pods.Where(pod => wanted(pod.Integration)).Select(pod => pod.Life)];

    private static void ShouldHaveLostNothing(JsonElement report)
    {
        var load = report.GetProperty("load");
        var audit = report.GetProperty("audit");
        TestContext.Current.TestOutputHelper?.WriteLine($"load {load}\naudit {audit}");
        load.GetProperty("failed").GetInt64().ShouldBe(0, report.ToString());
        load.GetProperty("succeeded").GetInt64().ShouldBeGreaterThan(500);
        audit.GetProperty("missing").GetInt64().ShouldBe(0, report.ToString());
        audit.GetProperty("duplicated").GetInt64().ShouldBe(0, report.ToString());
    }
}
