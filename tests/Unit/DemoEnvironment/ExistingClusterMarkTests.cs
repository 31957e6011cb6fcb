using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.State;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.DemoEnvironment;

public sealed class ExistingClusterMarkTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ddd-mark-").FullName;

    private EnvironmentOptions Kind => new() { RepositoryRoot = "/", StateDirectory = folder };

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Folder_AfterUp_KnowsItsCluster()
    {
        ExistingClusterMark.Leave(Existing("theirs"));

        ExistingClusterMark.Find(Kind.Layout).ShouldBe(new ExistingClusterMark("theirs", "registry:5000"));
    }

    [Fact]
    public void Folder_WhoseClusterWasRefused_IsFreeForAnother()
    {
        ExistingClusterMark.Leave(Existing("mistyped"));

        ExistingClusterMark.Leave(Existing("theirs"));
        ExistingClusterMark.Find(Kind.Layout)!.Context.ShouldBe("theirs");
        ExistingClusterMark.Leave(Kind);
        ExistingClusterMark.Find(Kind.Layout).ShouldBeNull();
    }

    [Fact]
    public void Folder_WithAKubeconfig_RefusesAnotherCluster()
    {
        ExistingClusterMark.Leave(Existing("theirs"));
        File.WriteAllText(Kind.Layout.Kubeconfig, "");

        Should.Throw<MachineException>(() => ExistingClusterMark.Leave(Existing("other"))).Message.ShouldContain("belongs to context theirs");
        Should.Throw<MachineException>(() => ExistingClusterMark.Leave(Kind)).Advice.ShouldStartWith("./demo down --state");
        ExistingClusterMark.Leave(Existing("theirs"));
    }

    private EnvironmentOptions Existing(string context) =>
        Kind with { Cluster = ClusterChoice.Existing, Context = context, Registry = "registry:5000" };
}
