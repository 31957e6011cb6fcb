using System.Text.Json;
using DddAspire.Support;
using Shouldly;
using Xunit;

namespace DddAspire.EndToEnd.Existing;

/// <summary><c>--cluster existing</c>: the same demo in a cluster that the user brings, who gets it back as it was.</summary>
[TestOrder(40)]
[Collection(DemoCollection.Name)]
public sealed class ExistingClusterTests(DemoFixture demo, OwnCluster own) : IClassFixture<OwnCluster>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    public async Task Up_WithAnAccountThatMayNot_NamesEveryMissingPermission()
    {
        await own.EnsureAsync(await ImagesAsync());

        var refused = await own.DemoAsync("up", "--cluster", "existing", "--context", OwnCluster.Guest, "--registry", OwnCluster.Registry);

        refused.ExitCode.ShouldBe(2);
        refused.StandardError.ShouldContain("context guest may not: list nodes");
        refused.StandardError.ShouldContain("create deployments.apps in ddd-test");
        (await own.DemoAsync("down")).ExitCode.ShouldBe(0);
    }

    [Fact(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    public async Task Up_WhereANamespaceOfThatNameIsSomebodyElses_LeavesItAlone()
    {
        await own.EnsureAsync(await ImagesAsync());
        await own.Cluster.KubectlAsync("create", "namespace", "ddd-test");
        // A label that anybody may use makes it no more ours, nor does another environment's mark.
        await own.Cluster.KubectlAsync("label", "namespace", "ddd-test", "app.kubernetes.io/part-of=ddd", "ddd.demo/environment=0a1b2c3d");

        var refused = await own.DemoAsync("up", "--cluster", "existing", "--context", OwnCluster.Context, "--registry", OwnCluster.Registry);

        refused.ExitCode.ShouldBe(2);
        refused.StandardError.ShouldContain("namespace ddd-test in context kind-users-own is there already and was not made by this demo");
        (await own.DemoAsync("down")).ExitCode.ShouldBe(0);
        (await NamespacesAsync()).ShouldContain("ddd-test");
        await own.Cluster.KubectlAsync("delete", "namespace", "ddd-test");
    }

    [Fact(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    public async Task Story_InTheUsersCluster_PassesAndDownGivesTheClusterBack()
    {
        await own.EnsureAsync(await ImagesAsync());
        await own.Cluster.KubectlAsync("create", "namespace", "billing");
        await own.Cluster.KubectlAsync("label", "namespace", "billing", "app.kubernetes.io/part-of=ddd");
        var before = await NamespacesAsync();

        var up = await own.DemoAsync("up", "--cluster", "existing", "--context", OwnCluster.Context, "--registry", OwnCluster.Registry);
        up.ExitCode.ShouldBe(0, up.StandardError);
        // From here on the state folder knows which cluster is meant.
        var story = await own.DemoAsync("story", "fix-pack", "--exit");
        story.ExitCode.ShouldBe(0, story.StandardOutput);
        (await own.DemoAsync("down")).ExitCode.ShouldBe(0);

        (await NamespacesAsync()).ShouldBe(before);
        demo.OwnKubeconfig.ShouldBe(FileStamp.Of(demo.OwnKubeconfig.Path));
    }

    private async Task<JsonElement> ImagesAsync()
    {
        await demo.UpAsync(Stop);
        var state = await File.ReadAllTextAsync(Path.Combine(DemoFixture.StateDirectory, "environment.json"), Stop);
        return JsonDocument.Parse(state).RootElement.GetProperty("images");
    }

    private async Task<string> NamespacesAsync() => await own.Cluster.KubectlAsync("get", "namespaces", "--output=name");
}
