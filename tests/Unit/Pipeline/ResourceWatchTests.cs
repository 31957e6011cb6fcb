using System.Collections.Concurrent;
using System.Text.Json;
using DddAspire.DemoEnvironment.Kubernetes;
using DddAspire.DemoEnvironment.Steps;
using k8s.Models;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Pipeline;

/// <summary>What is known of the cluster by watching it, whatever happens to the watch.</summary>
public sealed class ResourceWatchTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> watches = new();
    private readonly ConcurrentQueue<ResourceSnapshot<V1Pod>> published = new();
    private Func<HttpContext, int, Task> onWatch = (context, _) => FakeCluster.SilenceAsync(context);
    private string[] listed = ["a", "b"];
    private int lists;
    private FakeCluster cluster = null!;
    private ClusterAccess access = null!;
    private CancellationTokenSource stop = null!;
    private Task running = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        cluster = await FakeCluster.StartAsync();
        cluster.Answer = AnswerAsync;
        access = cluster.OpenWithoutRetry();
        stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        running.IsFaulted.ShouldBeFalse();
        stop.Dispose();
        access.Dispose();
        await cluster.DisposeAsync();
    }

    [Fact]
    public async Task Changes_AreFollowedFromTheVersionOfTheList()
    {
        onWatch = async (context, _) =>
        {
            await EventAsync(context, "MODIFIED", "a", "11");
            await EventAsync(context, "DELETED", "b", "12");
            await EventAsync(context, "ADDED", "c", "13");
            await FakeCluster.SilenceAsync(context);
        };
        Start();

        await KnownAsync("a c");

        watches.ShouldBe(["10"]);
        lists.ShouldBe(1);
    }

    [Fact]
    public async Task Watch_ThatEndsByItself_IsTakenUpWhereItEnded()
    {
        onWatch = (context, number) => number switch
        {
            1 => EventAsync(context, "ADDED", "c", "11"),
            2 => EventAsync(context, "BOOKMARK", "", "99"),
            _ => FakeCluster.SilenceAsync(context),
        };
        Start();

        await new Wait("three watches", TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(20), "").UntilAsync(
            _ => Task.FromResult(watches.Count >= 3 ? null : string.Join(' ', watches)), TimeProvider.System, Token);

        watches.ShouldBe(["10", "11", "99"]);
        lists.ShouldBe(1);
        published.ShouldAllBe(snapshot => snapshot.Fault == null);
        Names(published.Last()).ShouldBe("a b c");
    }

    [Fact]
    public async Task Watch_WhoseVersionIsTooOld_IsListedAnewWithoutAFault()
    {
        onWatch = async (context, number) =>
        {
            if (number == 1)
            {
                listed = ["d"];
                await WriteAsync(context, new { type = "ERROR", @object = new { kind = "Status", apiVersion = "v1", status = "Failure", message = "too old resource version", reason = "Expired", code = 410 } });
            }

            await FakeCluster.SilenceAsync(context);
        };
        Start();

        await KnownAsync("d");

        published.ShouldAllBe(snapshot => snapshot.Fault == null);
        lists.ShouldBe(2);
    }

    [Fact]
    public async Task Watch_ThatIsCut_SaysSoAndListsAnew()
    {
        onWatch = async (context, number) =>
        {
            if (number == 1)
            {
                listed = ["d"];
                await context.Response.WriteAsync("{\"type\":\"ADDED\",\"object\":{\"kind\":\"Pod\"");
                await context.Response.Body.FlushAsync();
                context.Abort();
                return;
            }

            await FakeCluster.SilenceAsync(context);
        };
        Start();

        await KnownAsync("d");

        published.ShouldContain(snapshot => snapshot.Fault != null && Names(snapshot) == "a b");
    }

    [Fact]
    public async Task ApiServer_ThatIsAway_IsAskedAgainUntilItIsBack()
    {
        var left = 2;
        var answer = cluster.Answer;
        cluster.Answer = context =>
        {
            if (left-- > 0)
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return context.Response.WriteAsync("{}");
            }

            return answer(context);
        };
        Start();

        await KnownAsync("a b");

        published.Count(snapshot => snapshot.Fault != null).ShouldBe(2);
    }

    private void Start() => running = new ResourceWatch<V1Pod>(() => access.PodSource("ddd-dev", "app=x"), TimeProvider.System)
        .RunAsync(published.Enqueue, stop.Token);

    private Task KnownAsync(string names) =>
        new Wait($"the pods {names}", TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(20), "").UntilAsync(
            _ => Task.FromResult(published.LastOrDefault() is { Fault: null } last && Names(last) == names ? null : $"{published.LastOrDefault()}"),
            TimeProvider.System, Token);

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Query["watch"] == "true")
        {
            watches.Enqueue(context.Request.Query["resourceVersion"]!);
            await context.Response.Body.FlushAsync();
            await onWatch(context, watches.Count);
            return;
        }

        lists++;
        await context.Response.WriteAsJsonAsync(new { kind = "PodList", apiVersion = "v1", metadata = new { resourceVersion = "10" }, items = listed.Select(name => Pod(name, "1")) });
    }

    private static string Names(ResourceSnapshot<V1Pod> snapshot) => string.Join(' ', snapshot.Items.Keys);

    private static Task EventAsync(HttpContext context, string type, string name, string version) => WriteAsync(context, new { type, @object = Pod(name, version) });

    private static object Pod(string name, string resourceVersion) => new { kind = "Pod", apiVersion = "v1", metadata = new { name, resourceVersion } };

    private static async Task WriteAsync(HttpContext context, object item)
    {
        await context.Response.WriteAsync(JsonSerializer.Serialize(item) + "\n");
        await context.Response.Body.FlushAsync();
    }
}
