using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.State;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.DemoEnvironment;

public sealed class ExistingClusterMarkerFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ddd-mark-").FullName;

    private EnvironmentOptions Kind => new() { RepositoryRoot = "/", StateDirectory = folder };

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Folder_AfterUp_KnowsItsCluster()
    {
        ExistingClusterMarkerFile.Leave(Existing("theirs"));

        ExistingClusterMarkerFile.Find(Kind.Layout).ShouldBe(new ExistingClusterMarkerFile("theirs", "registry:5000"));
    }

    [Fact]
    public void Folder_WhoseClusterWasRefused_IsFreeForAnother()
    {
        ExistingClusterMarkerFile.Leave(Existing("mistyped"));

        ExistingClusterMarkerFile.Leave(Existing("theirs"));
        ExistingClusterMarkerFile.Find(Kind.Layout)!.Context.ShouldBe("theirs");
        ExistingClusterMarkerFile.Leave(Kind);
        ExistingClusterMarkerFile.Find(Kind.Layout).ShouldBeNull();
    }

    [Fact]
    public void Folder_WithAKubeconfig_RefusesAnotherCluster()
    {
        ExistingClusterMarkerFile.Leave(Existing("theirs"));
        File.WriteAllText(Kind.Layout.Kubeconfig, "");

        Should.Throw<MachineException>(() => ExistingClusterMarkerFile.Leave(Existing("other"))).Message.ShouldContain("belongs to context theirs");
        Should.Throw<MachineException>(() => ExistingClusterMarkerFile.Leave(Kind)).Advice.ShouldStartWith("./demo down --state");
        ExistingClusterMarkerFile.Leave(Existing("theirs"));
    }

    private EnvironmentOptions Existing(string context) =>
        Kind with { Cluster = ClusterChoice.Existing, Context = context, Registry = "registry:5000" };
}
