using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.Prerequisites;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.DemoEnvironment;

public sealed class PrerequisitesTests
{
    [Theory]
    [InlineData("kind v0.27.0 go1.24.4 linux/amd64", "0.27.0")]
    [InlineData("git version 2.39.5", "2.39.5")]
    [InlineData("github.com/docker/buildx v0.13.1 788433953af10f2a698f5c07611dddce2e08c7a0", "0.13.1")]
    [InlineData("Client Version: v1.32.4-dispatcher\nKustomize Version: v5.5.0", "1.32.4")]
    [InlineData("nothing of the kind", null)]
    public void Version_IsFound_InWhatToolsSay(string said, string? version) => ToolVersion.Parse(said)?.ToString().ShouldBe(version);

    [Fact]
    public void Kind_ThatIsTooOld_IsMissingWithTheCommandThatMendsIt()
    {
        var finding = ToolRequirement.For(ContainerEngine.Docker).Single(need => need.Name == "kind").Judge("kind version 0.20.0");
        finding.State.ShouldBe(FindingState.Missing);
        finding.Found.ShouldBe("0.20.0, needs 0.27 or newer");
        finding.Remedy.ShouldNotBeNull().ShouldStartWith("kind/prerequisites");
    }

    [Fact]
    public void Tool_ThatCannotBeRun_IsMissing() =>
        ToolRequirement.For(ContainerEngine.Docker).ShouldAllBe(need => need.Judge(null).State == FindingState.Missing);

    [Theory]
    [InlineData("26.1.5|1|2|25232408576|")]
    [InlineData("4.3.1|v1|2|25276510208|netavark")]
    public void Engine_OnCgroupV1_IsWarnedAbout(string answer)
    {
        var findings = EngineFacts.Judge("Docker Engine", EngineFacts.Parse(answer), "");
        findings.Single(finding => finding.Name == "cgroup").State.ShouldBe(FindingState.Warning);
        findings.Where(finding => finding.Name != "cgroup").ShouldAllBe(finding => finding.State == FindingState.Ok);
    }

    [Theory]
    [InlineData("cni", "names of containers", FindingState.Missing)]
    [InlineData("netavark rootless", "root", FindingState.Warning)]
    public void Podman_ThatIsSetUpInAnotherWay_IsTold(string setUp, string name, FindingState state) =>
        EngineFacts.Judge("Podman", EngineFacts.Parse($"4.3.1|v2|2|25276510208|{setUp}"), "")
            .Single(finding => finding.State != FindingState.Ok)
            .ShouldSatisfyAllConditions(finding => finding.Name.ShouldBe(name), finding => finding.State.ShouldBe(state), finding => finding.Remedy.ShouldNotBeNull());

    [Theory]
    [InlineData("/home/me/ddd/.demo", "/home")]
    [InlineData("/homes/me", "/")]
    [InlineData("/home", "/home")]
    [InlineData("/mnt/disk/state", "/mnt/disk")]
    public void Disk_OfAFolder_IsTheMountWithTheLongestPathAboveIt(string folder, string mount) =>
        DiskSpace.MountOf(folder, ["/", "/home", "/mnt/disk", "/mnt"]).ShouldBe(mount);

    [Fact]
    public void Disk_OfTheStateFolder_IsLookedAt_AlsoWhereItIsNotTheRoots()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /proc, a file system of its own on which nothing is free");

        var findings = DiskSpace.Check("/proc/nothing/of/the/kind");

        findings.Select(finding => finding.Found).Last().ShouldBe("0.0 GiB free at /proc");
        findings.Last().State.ShouldBe(FindingState.Missing);
        var link = Path.Combine(Path.GetTempPath(), $"ddd-link-{Guid.NewGuid():N}");
        Directory.CreateSymbolicLink(link, "/proc");
        DiskSpace.Check(Path.Combine(link, "state")).Last().Found.ShouldBe("0.0 GiB free at /proc");
        Directory.Delete(link);
        DiskSpace.Check("/nothing/of/the/kind").ShouldHaveSingleItem().Found.ShouldEndWith(" free at /");
    }

    [Fact]
    public void Engine_ThatDoesNotAnswer_IsMissing() =>
        EngineFacts.Judge("Docker Engine", EngineFacts.Parse("|||0|"), "Cannot connect to the Docker daemon").ShouldHaveSingleItem().State.ShouldBe(FindingState.Missing);
}
