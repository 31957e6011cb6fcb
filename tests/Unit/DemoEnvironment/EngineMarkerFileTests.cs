using DddAspire.DemoEnvironment.Containers;
using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.State;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.DemoEnvironment;

public sealed class EngineMarkerFileTests : IDisposable
{
    private readonly StateLayout layout = new(Directory.CreateTempSubdirectory("ddd-engine-").FullName);

    public void Dispose() => Directory.Delete(layout.Root, recursive: true);

    [Theory]
    [InlineData(null, "docker")]
    [InlineData("", "docker")]
    [InlineData("docker", "docker")]
    [InlineData("podman", "podman")]
    public void NewFolder_TakesTheChosenEngine(string? chosen, string program) => EngineMarkerFile.Resolve(layout, chosen).Program.ShouldBe(program);

    [Fact]
    public void Folder_AfterUp_KnowsItsEngine()
    {
        Leave(ContainerEngine.Podman);

        EngineMarkerFile.Resolve(layout, null).ShouldBe(ContainerEngine.Podman);
        EngineMarkerFile.Resolve(layout, "podman").ShouldBe(ContainerEngine.Podman);
    }

    [Fact]
    public void Folder_OfOneEngine_RefusesTheOther()
    {
        Leave(ContainerEngine.Podman);

        var refusal = Should.Throw<MachineException>(() => EngineMarkerFile.Resolve(layout, "docker"));
        refusal.Message.ShouldEndWith("runs in Podman, and KIND_EXPERIMENTAL_PROVIDER says docker");
        refusal.Advice.ShouldStartWith("unset KIND_EXPERIMENTAL_PROVIDER; ./demo down");
    }

    [Fact]
    public void Folder_WithAClusterAndNoMark_IsDockers()
    {
        File.WriteAllText(layout.Kubeconfig, "");

        Should.Throw<MachineException>(() => EngineMarkerFile.Resolve(layout, "podman")).Message.ShouldContain("runs in Docker Engine");
    }

    [Fact]
    public void Engine_ThatIsNotSupported_IsRefused() =>
        Should.Throw<MachineException>(() => EngineMarkerFile.Resolve(layout, "nerdctl")).Message.ShouldBe("KIND_EXPERIMENTAL_PROVIDER is 'nerdctl': the demo runs in docker or podman");

    [Fact]
    public async Task Folder_OfAnEngineReachedElsewhere_IsNotTakenForThisOnes()
    {
        await File.WriteAllTextAsync(layout.Engine, "podman\nunix:///home/user/.docker/run/docker.sock\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(layout.Kubeconfig, "", TestContext.Current.CancellationToken);
        EngineMarkerFile.Resolve(layout, null).ShouldBe(ContainerEngine.Podman);

        var options = new EnvironmentOptions { RepositoryRoot = "/", StateDirectory = layout.Root, Engine = ContainerEngine.Podman };
        var refusal = await Should.ThrowAsync<MachineException>(() => EngineMarkerFile.CheckAsync(options, TestContext.Current.CancellationToken));
        refusal.Message.ShouldContain("unix:///home/user/.docker/run/docker.sock");
        refusal.Advice.ShouldStartWith("DOCKER_HOST=unix:///home/user/.docker/run/docker.sock ./demo down");
    }

    private void Leave(ContainerEngine engine) => File.WriteAllText(layout.Engine, engine.Program);
}
