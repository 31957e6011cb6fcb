using System.Net;
using System.Net.Sockets;
using DddAspire.DemoEnvironment.Containers;
using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.Listeners;
using DddAspire.DemoEnvironment.Settings;
using Shouldly;
using Xunit;

namespace DddAspire.Gitea;

/// <summary>The git server in a container on a real engine, as every user has it; nothing of Kubernetes.</summary>
public sealed class GiteaOnAnEngineTests
{
    [Fact(Skip = GiteaEnvironment.NeedsImage, SkipType = typeof(GiteaEnvironment), SkipUnless = nameof(GiteaEnvironment.HasImage))]
    public async Task Up_Twice_FindsItsOwnServerAtThePort()
    {
        await using var environment = new GiteaEnvironment();
        var git = await environment.UpAsync();
        var first = await environment.ContainerAsync();

        (await environment.UpAsync()).ShouldBe(git);

        (await environment.ContainerAsync())!.Id.ShouldBe(first!.Id);
        (await GiteaEnvironment.AskAsync(git)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact(Skip = GiteaEnvironment.NeedsImage, SkipType = typeof(GiteaEnvironment), SkipUnless = nameof(GiteaEnvironment.HasImage))]
    public async Task Up_AfterTheStateFolderWasLost_KeepsTheRepositoryAndGetsInAgain()
    {
        await using var environment = new GiteaEnvironment();
        var commit = await environment.PushAsync(await environment.UpAsync());
        environment.LoseState();

        var git = await environment.UpAsync();

        (await GiteaEnvironment.AskAsync(git)).ShouldBe(HttpStatusCode.OK);
        (await GiteaEnvironment.HeadAsync(git)).ShouldBe(commit);
    }

    [Fact(Skip = GiteaEnvironment.NeedsImage, SkipType = typeof(GiteaEnvironment), SkipUnless = nameof(GiteaEnvironment.HasImage))]
    public async Task Up_WithTheOtherGitServerAndBack_NeedsNoDownAndKeepsTheRepository()
    {
        await using var environment = new GiteaEnvironment();
        var commit = await environment.PushAsync(await environment.UpAsync());

        environment.Git = GitServerChoice.BuiltIn;
        await environment.UpAsync();
        (await environment.ContainerAsync()).ShouldBeNull();
        ListenerSearch.IsFree(environment.Ports.Git).ShouldBeTrue();

        environment.Git = GitServerChoice.Gitea;
        var git = await environment.UpAsync();
        (await GiteaEnvironment.AskAsync(git)).ShouldBe(HttpStatusCode.OK);
        (await GiteaEnvironment.HeadAsync(git)).ShouldBe(commit);
    }

    [Fact(Skip = GiteaEnvironment.NeedsImage, SkipType = typeof(GiteaEnvironment), SkipUnless = nameof(GiteaEnvironment.HasImage))]
    public async Task Down_OfOneEnvironment_LeavesTheOthersServerAlone()
    {
        await using var one = new GiteaEnvironment();
        await using var other = new GiteaEnvironment();
        var git = await one.UpAsync();
        var commit = await one.PushAsync(git);
        await other.UpAsync();

        await other.DownAsync();

        (await other.ContainerAsync()).ShouldBeNull();
        (await GiteaEnvironment.Engine.FindVolumeLabelsAsync(other.ContainerName, TestContext.Current.CancellationToken)).ShouldBeNull();
        (await GiteaEnvironment.HeadAsync(git)).ShouldBe(commit);
    }

    [Fact(Skip = GiteaEnvironment.NeedsImage, SkipType = typeof(GiteaEnvironment), SkipUnless = nameof(GiteaEnvironment.HasImage))]
    public async Task Up_WithAnotherPort_ReplacesTheContainerAndKeepsTheRepository()
    {
        await using var environment = new GiteaEnvironment();
        var commit = await environment.PushAsync(await environment.UpAsync());
        var first = await environment.ContainerAsync();

        environment.Ports = environment.Ports with { Git = new GiteaEnvironment().Ports.Git };
        var git = await environment.UpAsync();

        (await environment.ContainerAsync())!.Id.ShouldNotBe(first!.Id);
        (await GiteaEnvironment.HeadAsync(git)).ShouldBe(commit);
    }

    [Fact(Skip = GiteaEnvironment.NeedsImage, SkipType = typeof(GiteaEnvironment), SkipUnless = nameof(GiteaEnvironment.HasImage))]
    public async Task Up_WhereSomebodyElseHoldsThePort_SaysWhoAtOnce()
    {
        await using var environment = new GiteaEnvironment();
        using var somebody = new TcpListener(IPAddress.Loopback, environment.Ports.Git);
        somebody.Start();

        var refusal = await Should.ThrowAsync<PortTakenException>(environment.UpAsync);

        refusal.Message.ShouldContain($"port {environment.Ports.Git}, for the git server, is taken by process {Environment.ProcessId}");
        (await environment.ContainerAsync()).ShouldBeNull();
    }

    [Fact(Skip = GiteaEnvironment.NeedsImage, SkipType = typeof(GiteaEnvironment), SkipUnless = nameof(GiteaEnvironment.HasImage))]
    public async Task Up_WhereAVolumeOfTheNameIsTheUsers_LeavesItAlone()
    {
        await using var environment = new GiteaEnvironment();
        await GiteaEnvironment.EngineAsync("volume", "create", environment.ContainerName);
        try
        {
            (await Should.ThrowAsync<ForeignObjectException>(environment.UpAsync)).Message.ShouldContain(environment.ContainerName);
            await environment.DownAsync();
            (await GiteaEnvironment.Engine.FindVolumeLabelsAsync(environment.ContainerName, TestContext.Current.CancellationToken)).ShouldNotBeNull();
        }
        finally
        {
            await GiteaEnvironment.EngineAsync("volume", "rm", environment.ContainerName);
        }
    }

    [Fact(Skip = GiteaEnvironment.NeedsImage, SkipType = typeof(GiteaEnvironment), SkipUnless = nameof(GiteaEnvironment.HasImage))]
    public async Task Up_AfterTheContainerWasStopped_StartsItAgain()
    {
        await using var environment = new GiteaEnvironment();
        var git = await environment.UpAsync();
        await GiteaEnvironment.EngineAsync("stop", "--time", "1", environment.ContainerName);

        await environment.UpAsync();

        (await environment.ContainerAsync())!.Status.ShouldBe(ContainerStatus.Running);
        (await GiteaEnvironment.AskAsync(git)).ShouldBe(HttpStatusCode.OK);
    }
}
