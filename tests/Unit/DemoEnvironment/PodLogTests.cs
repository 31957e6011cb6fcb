using System.Collections.Immutable;
using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.Clusters;
using DddAspire.DemoEnvironment.Kubernetes;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.Steps;
using DddAspire.Unit.Pipeline;
using k8s.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.DemoEnvironment;

public sealed class PodLogTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider time = new(Noon);
    private readonly List<(DateTimeOffset? Since, TaskCompletionSource End)> followed = [];

    [Fact]
    public async Task Look_WhileItIsFollowed_FollowsOnFromTheEnd()
    {
        var log = Log();
        log.Poll(TestContext.Current.CancellationToken);
        log.Poll(TestContext.Current.CancellationToken);
        followed.Select(each => each.Since).ShouldBe([null]);

        followed[0].End.SetResult();

        followed.Select(each => each.Since).ShouldBe([null, Noon]);
        followed[1].End.SetResult();
        await log.Following;
        followed.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Look_AfterAContainerThatHadNotStarted_BeginsAtItsStart()
    {
        var log = Log();
        log.Poll(TestContext.Current.CancellationToken);
        followed[0].End.SetException(new MachineException("ContainerCreating", ""));
        await log.Following;

        log.Poll(TestContext.Current.CancellationToken);

        followed.Select(each => each.Since).ShouldBe([null, null]);
    }

    [Theory]
    [InlineData(null, "sinceSeconds=10")]
    [InlineData("2026-01-01T12:00:00.4+00:00", "sinceTime=2026-01-01T12:00:01Z")]
    public void Log_FromATimeOn_IsAskedForInWholeSeconds(string? since, string query) =>
        ClusterAccess.Since(since is null ? null : DateTimeOffset.Parse(since, null)).ShouldBe(query);

    [Fact]
    public void News_AreThoseOfChangedPods_AndOfAllAfterTheClusterWasAway()
    {
        var (one, two) = (Pod("one", "1"), Pod("two", "1"));
        var both = Snapshot(null, one, two);

        Names(Snapshot(null), both).ShouldBe("one two");
        Names(both, both).ShouldBe("");
        Names(both, Snapshot(null, one, Pod("two", "2"))).ShouldBe("two");
        Names(both, both with { Fault = "away" }).ShouldBe("");
        Names(both with { Fault = "away" }, both).ShouldBe("one two");
    }

    [Fact]
    public async Task Pods_OfANewVersion_AreFollowedFromTheirStart()
    {
        var folder = Directory.CreateTempSubdirectory("ddd-logs").FullName;
        await using var cluster = await FakeCluster.StartAsync();
        cluster.Answer = context => context.Request.Path.Value!.EndsWith("/log", StringComparison.Ordinal) ? context.Response.WriteAsync("starts\nruns\n")
            : context.Request.Query["watch"] == "true" ? FakeCluster.SilenceAsync(context)
            : context.Response.WriteAsJsonAsync(new
            {
                kind = "PodList", apiVersion = "v1", metadata = new { resourceVersion = "1" },
                items = new[] { new { metadata = new { name = "ddd-acme-1", @namespace = "ddd-test", resourceVersion = "1" }, spec = new { containers = new[] { new { name = "integration" } } } } },
            });
        File.Copy(cluster.Kubeconfig, new StateLayout(folder).Kubeconfig);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var logs = new PodLogs(new StateLayout(folder), TimeProvider.System);
        var said = new System.Collections.Concurrent.ConcurrentQueue<string>();

        var following = logs.FollowAsync("ddd-test", "ddd-acme", said.Enqueue, stop.Token);
        await new Wait("two lines", TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(20), "").UntilAsync(
            _ => Task.FromResult(said.Count >= 2 ? null : $"{said.Count} lines"), TimeProvider.System, stop.Token);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(following);

        said.ShouldBe(["[pod/ddd-acme-1/integration] starts", "[pod/ddd-acme-1/integration] runs"]);
        Directory.Delete(folder, recursive: true);
    }

    private static string Names(ResourceSnapshot<V1Pod> before, ResourceSnapshot<V1Pod> now) =>
        string.Join(' ', PodLogs.Changed(before, now).Select(pod => pod.Metadata.Name));

    private static ResourceSnapshot<V1Pod> Snapshot(string? fault, params V1Pod[] pods) =>
        new(pods.ToImmutableSortedDictionary(pod => pod.Metadata.Name, pod => pod), fault);

    private static V1Pod Pod(string name, string version) => new() { Metadata = new V1ObjectMeta { Name = name, ResourceVersion = version } };

    private PodLog Log() => new(
        (since, _) =>
        {
            followed.Add((since, new TaskCompletionSource()));
            return followed[^1].End.Task;
        },
        time);
}
