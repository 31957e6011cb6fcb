using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using DddAspire.DemoEnvironment.Tools;
using DddAspire.EndToEnd.Faults;
using DddAspire.Support;
using Shouldly;
using Xunit;

namespace DddAspire.EndToEnd.Pipeline;

/// <summary>Something that a change needs is away when it comes: no push is lost.</summary>
[TestOrder(31)]
[Collection(DemoCollection.Name)]
public sealed class OutageTests(DemoFixture demo)
{
    private const string Registry = "ddd-registry";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    public async Task Registry_StoppedDuringAPush_TheRunWaitsForItAndNothingHalfIsDeployed()
    {
        await demo.UpAsync(Stop);
        using var runner = await demo.RunnerAsync(Stop);
        var before = await DemoFixture.Cluster.LivesAsync("ddd-test");

        await EngineAsync("stop", "--time", "1", Registry);
        var commit = await runner.DeployBarAsync("ddd-bernie", "BernieV2", Stop);
        var run = await runner.RunOfAsync(commit);
        await runner.FollowLogAsync(run.GetProperty("id").GetString()!, "waiting for the registry", Stop);
        (await DemoFixture.Cluster.LivesAsync("ddd-test")).ShouldBe(before);
        await EngineAsync("start", Registry);

        (await runner.EndedRunAsync(commit)).GetProperty("result").GetString().ShouldBe("passed");
        var back = await runner.DeployBarAsync("ddd-bernie", "BernieV1", Stop);
        (await runner.EndedRunAsync(back)).GetProperty("result").GetString().ShouldBe("passed");
    }

    [Fact(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    public async Task Webhook_ThatNeverComes_IsMadeUpForByLookingIntoGit()
    {
        await demo.UpAsync(Stop);
        using var runner = await demo.RunnerAsync(Stop);
        using var checkout = await demo.CheckoutAsync(Stop);

        var dockerfile = checkout.Read("ddd-acme/Dockerfile");
        var remote = await QuietRemoteAsync((await demo.StatusAsync(Stop)).GetProperty("git").GetProperty("kind").GetString()!);
        var commit = await checkout.PushToAsync(remote, "ddd-acme/Dockerfile", $"{dockerfile.TrimEnd()}\n# No webhook tells of this.\n");

        var run = await runner.EndedRunAsync(commit);
        run.GetProperty("trigger").GetString().ShouldBe("reconcile");
        run.GetProperty("result").GetString().ShouldBe("passed");
        // Makes Gitea's webhook again.
        await demo.UpAsync(Stop);
    }

    /// <summary>As a race between kind and Kubernetes leaves it, rarely, in a cluster just made: no pod would ever start.</summary>
    [Fact(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    public async Task Node_ThatTakesNoPods_IsFreedByTheNextUp()
    {
        await demo.UpAsync(Stop);
        await Node.KubectlAsync("taint", "nodes", "--all", "node-role.kubernetes.io/control-plane=:NoSchedule");

        await demo.UpAsync(Stop);

        (await Node.KubectlAsync("get", "nodes", "--output=jsonpath={.items[*].spec.taints}")).ShouldBe("");
    }

    [Fact(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    public async Task Containers_Killed_TheNextUpBringsEverythingBack()
    {
        await demo.UpAsync(Stop);

        await EngineAsync("kill", Registry, "ddd-control-plane");
        await demo.UpAsync(Stop);

        using var runner = await demo.RunnerAsync(Stop);
        await runner.StartLoadAsync(rate: 20, Stop);
        var load = await runner.StopLoadAsync(Stop);
        load.GetProperty("load").GetProperty("failed").GetInt64().ShouldBe(0, load.ToString());
    }

    // Where to push so that nobody is told: past the built-in git server, or to a Gitea without its webhooks.
    private static async Task<string> QuietRemoteAsync(string gitServer)
    {
        if (gitServer == "built-in")
        {
            return Path.Combine(DemoFixture.StateDirectory, "git", "integrations.git");
        }

        var state = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(DemoFixture.StateDirectory, "environment.json"), Stop)).RootElement.GetProperty("git");
        using var client = new HttpClient { BaseAddress = new Uri(new Uri(state.GetProperty("baseUrl").GetString()!), "/api/v1/repos/ddd/integrations/") };
        var token = await File.ReadAllTextAsync(state.GetProperty("tokenFile").GetString()!, Stop);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("token", token.Trim());
        foreach (var hook in (await client.GetFromJsonAsync<JsonElement>("hooks", Stop)).EnumerateArray())
        {
            using var removed = await client.DeleteAsync(new Uri($"hooks/{hook.GetProperty("id").GetInt64()}", UriKind.Relative), Stop);
            removed.EnsureSuccessStatusCode();
        }

        return "origin";
    }

    private static Task EngineAsync(params string[] arguments) => ToolRunner.RunAsync(Host.Engine.Command(arguments), Stop);
}
