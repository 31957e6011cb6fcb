using DddAspire.DemoEnvironment.Containers;
using DddAspire.Contracts.Faults;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.DemoEnvironment;

public sealed class EnginePlaceTests
{
    private const string Kernel = "6.1.0-28-amd64";
    private const string Local = "unix:///var/run/docker.sock";

    [Theory]
    [InlineData(Local, "Debian GNU/Linux 12 (bookworm)|6.1.0-28-amd64|26.1.5+dfsg1|name=seccomp,profile=builtin", EnginePlaceKind.ThisMachine)]
    [InlineData(Local, "Ubuntu 24.04|6.1.0-28-amd64|28.0.4|name=apparmor name=seccomp,profile=builtin name=cgroupns", EnginePlaceKind.ThisMachine)]
    [InlineData("unix:///run/user/1000/docker.sock", "Ubuntu 24.04|6.1.0-28-amd64|28.0.4|name=seccomp,profile=builtin name=rootless name=cgroupns", EnginePlaceKind.BesideThisMachine)]
    [InlineData("unix:///run/user/1000/docker.sock", "Ubuntu 24.04|6.1.0-28-amd64|29.5.0|name=seccomp,profile=builtin name=rootless name=cgroupns", EnginePlaceKind.ThisMachine)]
    [InlineData("unix:///home/u/.docker/desktop/docker.sock", "Docker Desktop|6.10.14-linuxkit|28.0.4|name=seccomp,profile=unconfined", EnginePlaceKind.BesideThisMachine)]
    [InlineData("unix:///home/u/.colima/default/docker.sock", "Ubuntu 24.04|6.8.0-64-generic|28.0.4|name=seccomp,profile=builtin", EnginePlaceKind.BesideThisMachine)]
    [InlineData("tcp://127.0.0.1:2375", "Alpine Linux v3.20|6.1.0-28-amd64|28.0.4|name=seccomp,profile=builtin", EnginePlaceKind.ThisMachine)]
    [InlineData("tcp://build.example:2376", "Debian GNU/Linux 12 (bookworm)|6.1.0-28-amd64|28.0.4|name=seccomp", EnginePlaceKind.AnotherMachine)]
    [InlineData("ssh://me@build.example", "Debian GNU/Linux 12 (bookworm)|6.1.0-28-amd64|28.0.4|name=seccomp", EnginePlaceKind.AnotherMachine)]
    public void Docker_ByItsEndpointAndItsInfo_IsPlaced(string endpoint, string info, object kind) =>
        EnginePlace.OfDocker(endpoint, info, Kernel).Kind.ShouldBe((EnginePlaceKind)kind);

    [Fact]
    public void Docker_WhereThisProgramHasNoLinux_IsBesideIt() =>
        EnginePlace.OfDocker("unix:///Users/u/.orbstack/run/docker.sock", "OrbStack|6.11.1-orbstack|28.0.4|name=seccomp", ownKernel: "").Kind.ShouldBe(EnginePlaceKind.BesideThisMachine);

    [Theory]
    [InlineData("false|6.1.0-28-amd64", EnginePlaceKind.ThisMachine)]
    [InlineData("true|6.8.9-300.fc40.x86_64", EnginePlaceKind.BesideThisMachine)]
    public void Podman_IsPlaced(string info, object kind) => EnginePlace.OfPodman(info, Kernel).Kind.ShouldBe((EnginePlaceKind)kind);

    [Fact]
    public void Engine_OnAnotherMachine_IsRefusedWithAdvice()
    {
        var place = EnginePlace.OfDocker("ssh://me@build.example", "Debian|6.1.0|28.0.4|", Kernel);
        var refusal = Should.Throw<MachineException>(() => place.Check(ContainerEngine.Docker));
        refusal.Message.ShouldContain("ssh://me@build.example");
        refusal.Advice.ShouldStartWith("unset DOCKER_HOST DOCKER_CONTEXT");
    }
}
