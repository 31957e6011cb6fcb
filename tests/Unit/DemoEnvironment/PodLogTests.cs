using DddAspire.DemoEnvironment.Clusters;
using DddAspire.DemoEnvironment.Faults;
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
        log.Look(TestContext.Current.CancellationToken);
        log.Look(TestContext.Current.CancellationToken);
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
        log.Look(TestContext.Current.CancellationToken);
        followed[0].End.SetException(new MachineException("ContainerCreating", ""));
        await log.Following;

        log.Look(TestContext.Current.CancellationToken);

        followed.Select(each => each.Since).ShouldBe([null, null]);
    }

    [Theory]
    [InlineData(null, "--since=10s")]
    [InlineData("2026-01-01T12:00:00.4+00:00", "--since-time=2026-01-01T12:00:01Z")]
    public void FollowCommand_FromATimeOn_IsThis(string? since, string from) =>
        PodLogs.FollowCommand("/state/kubeconfig", "ddd-test", "pod/ddd-acme-1", since is null ? null : DateTimeOffset.Parse(since, null)).ToString()
            .ShouldBe($"kubectl --kubeconfig=/state/kubeconfig --namespace=ddd-test logs --follow --prefix {from} pod/ddd-acme-1");

    [Fact]
    public void WatchCommand_NamesThePodsOfTheIntegration() =>
        PodLogs.WatchCommand("/state/kubeconfig", "ddd-test", "ddd-acme").ToString()
            .ShouldBe("kubectl --kubeconfig=/state/kubeconfig --namespace=ddd-test get pods --watch --output=name --selector=app.kubernetes.io/name=ddd-acme");

    private PodLog Log() => new(
        (since, _) =>
        {
            followed.Add((since, new TaskCompletionSource()));
            return followed[^1].End.Task;
        },
        time);
}
