using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using DddAspire.DemoEnvironment.Steps;
using DddAspire.Support;
using Shouldly;
using Xunit;

namespace DddAspire.AppHostTests;

/// <summary>The ends that an AppHost can come to, and that whoever comes next copes with what is left.</summary>
[Collection(EnvironmentCollection.Name)]
public sealed class EndTests : IAsyncLifetime
{
    private const int PagePort = 5050;
    private const int RegistryPort = 5001;
    private static readonly TimeSpan UpLimit = TimeSpan.FromMinutes(25);
    private static readonly TimeSpan FailLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan StopLimit = TimeSpan.FromMinutes(1);

    public ValueTask InitializeAsync() => OwnEnvironment.CleanAsync();

    public ValueTask DisposeAsync() => OwnEnvironment.CleanAsync();

    [Theory(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Signal_WhileThePartsComeUp_RemovesWhatIsThere(string signal)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var appHost = RunningAppHost.Start("--Parameters:story=none");
        await RegistryIsThereAsync(cancellationToken);

        await appHost.SignalAsync(signal, cancellationToken);
        await appHost.ExitAsync(cancellationToken);

        (await OwnEnvironment.LeftAsync(cancellationToken)).ShouldBe("");
    }

    [Fact(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    public async Task Kill_WhileThePartsComeUp_LeavesWhatDemoDownRemoves()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var killed = RunningAppHost.Start("--Parameters:story=none");
        await RegistryIsThereAsync(cancellationToken);
        await killed.KillAsync(cancellationToken);
        await killed.ExitAsync(cancellationToken);
        (await OwnEnvironment.ContainersAsync(cancellationToken)).ShouldContain("ddd-registry");

        await OwnEnvironment.DemoAsync(["down"], cancellationToken);

        (await OwnEnvironment.ContainersAsync(cancellationToken)).ShouldBe("");
        // The programs that Aspire started end by themselves when they miss it.
        await OwnEnvironment.RemovedAsync(cancellationToken);
    }

    [Fact(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    public async Task Kill_LeavesTheEnvironment_WhichDemoUpTakesUp_AndAfterItTheNextAppHost_WhichTellsItsStoryInItAndRemovesIt()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using (var killed = RunningAppHost.Start("--Parameters:story=none"))
        {
            await UpAsync(cancellationToken);
            await killed.KillAsync(cancellationToken);
            await killed.ExitAsync(cancellationToken);
        }

        (await OwnEnvironment.ContainersAsync(cancellationToken)).ShouldContain("ddd-control-plane");
        await new Wait("the programs of a killed AppHost to end", StopLimit, TimeSpan.FromMilliseconds(500), "ss -ltnp 'sport = :5050'").UntilAsync(
            _ => Task.FromResult(OwnEnvironment.Listens(PagePort) ? "the runner listens" : null), TimeProvider.System, cancellationToken);

        await OwnEnvironment.DemoAsync(["up"], cancellationToken);
        var status = (await OwnEnvironment.DemoAsync(["status", "--json"], cancellationToken)).StandardOutput;
        JsonSerializer.Deserialize<JsonElement>(status).GetProperty("state").GetString().ShouldBe("up", status);

        await using var next = RunningAppHost.Start("--exit");
        var code = await next.ExitAsync(UpLimit, cancellationToken);

        // A machine that is busy with other work can't measure, and says so.
        next.Output.ShouldMatch("story: (Passed|Inconclusive)");
        code.ShouldBe(next.Output.Contains("story: Passed", StringComparison.Ordinal) ? 0 : 1);
        (await OwnEnvironment.LeftAsync(cancellationToken)).ShouldBe("");
    }

    [Fact(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    public async Task Exit_OfOneWhosePartFails_TellsThatPartsLog()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var appHost = RunningAppHost.Start("--exit");
        using (var taken = new TcpListener(IPAddress.Loopback, RegistryPort))
        {
            taken.Start();
            (await appHost.ExitAsync(FailLimit, cancellationToken)).ShouldBe(3);
        }

        appHost.Output.ShouldContain("the story can't begin");
        // Whose port it is, and the next command to type, which else only the dashboard has.
        appHost.Output.ShouldContain($"port {RegistryPort}", Case.Insensitive);
        (await OwnEnvironment.ContainersAsync(cancellationToken)).ShouldBe("");
    }

    private static Task UpAsync(CancellationToken cancellationToken) =>
        new Wait("the environment to be up", UpLimit, TimeSpan.FromSeconds(1), "docker ps").UntilAsync(
            _ => Task.FromResult(File.Exists(OwnEnvironment.Layout.Environment) ? null : "no environment.json"), TimeProvider.System, cancellationToken);

    // The node may just have been asked for: what is on its way must be found as well.
    private static Task RegistryIsThereAsync(CancellationToken cancellationToken) =>
        new Wait("the registry to be there", UpLimit, TimeSpan.FromMilliseconds(200), "docker ps").UntilAsync(
            async token => await OwnEnvironment.ContainersAsync(token) is var there && there.Contains("ddd-registry", StringComparison.Ordinal) ? null : $"containers: {there}",
            TimeProvider.System, cancellationToken);
}
