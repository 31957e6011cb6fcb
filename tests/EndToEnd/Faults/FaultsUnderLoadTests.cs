using System.Diagnostics;
using DddAspire.DemoEnvironment.Tools;
using DddAspire.Support;
using Shouldly;
using Xunit;

namespace DddAspire.EndToEnd.Faults;

/// <summary>Something breaks under load: no call fails, or just those that the fault must cost, and every acknowledged quote is there once.</summary>
[TestOrder(39)]
[Collection(DemoCollection.Name)]
public sealed class FaultsUnderLoadTests(DemoFixture demo)
{
    private const int Rate = 100;
    private const string Live = "ddd-test";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    public async Task ApiPod_KilledInTheNode_CostsTheCallsOfAFewSeconds()
    {
        await demo.UpAsync(Stop);
        var victim = (await DemoFixture.Cluster.PodsAsync(Live)).First(pod => pod.Integration == "ddd-api");
        await using var load = await MeasuredLoad.StartAsync(demo, Rate);

        var killed = TimeProvider.System.GetUtcNow();
        await Node.SignalAsync("KILL", "integration-server", $"HOSTNAME={victim.Name}");
        await Awaited.ThatAsync("the killed container's next life", TimeSpan.FromMinutes(1), async _ =>
        {
            var pod = (await DemoFixture.Cluster.PodsAsync(Live)).Single(pod => pod.Name == victim.Name);
            return pod.Ready && pod.Life != victim.Life ? null : pod.ToString();
        });
        await load.RecoveredAsync();

        await load.ShouldHaveFailedOnlyAsync(killed, TimeSpan.FromSeconds(6));
    }

    [Fact(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    public async Task Containerd_RestartedInTheNode_CostsNoCall()
    {
        await demo.UpAsync(Stop);
        await using var load = await MeasuredLoad.StartAsync(demo, Rate);
        var before = await DemoFixture.Cluster.LivesAsync(Live);

        await Node.RunAsync("systemctl", "restart", "containerd");
        await Awaited.ThatAsync("containerd to answer and the node to be ready", TimeSpan.FromMinutes(1), async _ =>
        {
            try
            {
                await Node.RunAsync("ctr", "--timeout", "2s", "version");
                var ready = await DemoFixture.Cluster.KubectlAsync("get", "nodes", "--output=jsonpath={.items[*].status.conditions[?(@.type==\"Ready\")].status}");
                return ready == "True" ? null : $"Ready is {ready}";
            }
            catch (ToolFailedException exception)
            {
                return exception.Message;
            }
        });
        await load.RecoveredAsync();

        (await DemoFixture.Cluster.LivesAsync(Live)).ShouldBe(before);
        await load.ShouldHaveLostNothingAsync();
    }

    [Fact(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    public async Task QueueManager_Deleted_CostsTheCallsUntilTheNextOneAndTheVerdictSaysSo()
    {
        await demo.UpAsync(Stop);
        await using var load = await MeasuredLoad.StartAsync(demo, Rate);

        var deleted = TimeProvider.System.GetUtcNow();
        await ReplacedAsync("nats", "--grace-period=1");
        await load.RecoveredAsync();

        await load.ShouldHaveFailedOnlyAsync(deleted, TimeSpan.FromSeconds(30));
    }

    [Fact(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    public async Task Database_Deleted_CostsTheCallsUntilTheNextOneAndNoAcknowledgedQuote()
    {
        await demo.UpAsync(Stop);
        await using var load = await MeasuredLoad.StartAsync(demo, Rate);

        var deleted = TimeProvider.System.GetUtcNow();
        // Callers are in the middle of their transactions.
        await ReplacedAsync("postgres", "--grace-period=1");
        await load.RecoveredAsync();

        await load.ShouldHaveFailedOnlyAsync(deleted, TimeSpan.FromSeconds(60));
    }

    /// <summary>Deletes a platform's pod and waits until another one is ready.</summary>
    private static async Task ReplacedAsync(string name, params string[] options)
    {
        var old = await UidAsync(name, "{.items[*].metadata.uid}");
        var started = Stopwatch.GetTimestamp();
        await DemoFixture.Cluster.KubectlAsync(["--namespace", Live, "delete", "pods", $"--selector=app.kubernetes.io/name={name}", "--wait=false", .. options]);
        await Awaited.ThatAsync($"another {name} pod", TimeSpan.FromMinutes(2), async _ =>
            await UidAsync(name, "{range .items[*]}{.metadata.uid} {.status.conditions[?(@.type==\"Ready\")].status}{\"\\n\"}{end}") is var pods
            && pods.Split('\n').Any(pod => pod.EndsWith(" True", StringComparison.Ordinal) && !pod.StartsWith(old, StringComparison.Ordinal)) ? null : pods);
        TestContext.Current.TestOutputHelper?.WriteLine($"another {name} pod after {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
    }

    private static Task<string> UidAsync(string name, string path) =>
        DemoFixture.Cluster.KubectlAsync("--namespace", Live, "get", "pods", $"--selector=app.kubernetes.io/name={name}", $"--output=jsonpath={path}");
}
