using System.Net;
using System.Net.Sockets;
using DddAspire.DemoEnvironment.Distribution;
using DddAspire.DemoEnvironment.State;
using DddAspire.DemoEnvironment.Steps;
using DddAspire.DemoRunner.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Pipeline;

/// <summary>A registry or a git server that is paused: it takes a connection and says nothing.</summary>
public sealed class DependencyOutageTests : IDisposable
{
    private readonly TcpListener silent = new(IPAddress.Loopback, 0);

    public DependencyOutageTests() => silent.Start();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => silent.Dispose();

    [Fact]
    public async Task Registry_ThatSaysNothing_IsAwayAndNotTheCommitsFault()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromMilliseconds(200) };

        var failure = await Should.ThrowAsync<RegistryUnavailableException>(new RegistryClient(http).DigestAsync($"{silent.LocalEndpoint}", "ace-server", "12", Token));

        DependencyRetry.IsRegistryAway(failure, $"{silent.LocalEndpoint}").ShouldBeTrue();
        RunFaults.IsOfTheEnvironment(failure).ShouldBeTrue();
    }

    [Fact]
    public async Task Work_WhileTheRegistryIsPaused_IsDoneAgainUntilItPasses()
    {
        var time = new FakeTimeProvider();
        var said = new List<string>();
        var attempts = 0;

        var result = await FakeCluster.AdvanceUntilAsync(time, new DependencyRetry(time).WithRegistryAsync(
            "r", () => ++attempts < 30 ? Task.FromException<string>(new RegistryUnavailableException("r", new TaskCanceledException("timeout"))) : Task.FromResult("done"), said.Add, Token));

        result.ShouldBe("done");
        said.ShouldHaveSingleItem().ShouldStartWith("waiting for the registry");
    }

    [Fact]
    public async Task Work_WhileTheRegistryStaysAway_EndsByNamingIt()
    {
        var time = new FakeTimeProvider();

        var failure = await Should.ThrowAsync<WaitTimedOutException>(FakeCluster.AdvanceUntilAsync(time, new DependencyRetry(time).WithRegistryAsync(
            "r", () => Task.FromException<string>(new RegistryUnavailableException("r", new TaskCanceledException("timeout"))), _ => { }, Token)));

        RunFaults.IsOfTheEnvironment(failure).ShouldBeTrue();
    }

    [Fact]
    public async Task CommitStatus_OfAGitServerThatSaysNothing_IsGivenUpWithoutBreakingTheRun()
    {
        var token = Path.GetTempFileName();
        try
        {
            using var http = new HttpClient { Timeout = TimeSpan.FromMilliseconds(100) };
            var state = new EnvironmentState(
                new ClusterState("c", "v", "", "", true, new Dictionary<string, Uri>()), new RegistryState("r"),
                new GitServerState("built-in", new Uri($"http://{silent.LocalEndpoint}"), "ddd", "integrations", token, ""), new Dictionary<string, string>());
            var publisher = new CommitStatusPublisher(http, new Uri("http://127.0.0.1:1"), TimeProvider.System, NullLogger<CommitStatusPublisher>.Instance);

            await publisher.PublishAsync(state, "1", new string('a', 40), CommitState.Failure, "why", Token).WaitAsync(TimeSpan.FromSeconds(60), Token);
        }
        finally
        {
            File.Delete(token);
        }
    }
}
