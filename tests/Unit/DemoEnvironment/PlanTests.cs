using System.Collections.Immutable;
using DddAspire.DemoEnvironment.Clusters;
using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.Programs;
using DddAspire.DemoEnvironment.Settings;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.DemoEnvironment;

public sealed class PlanTests
{
    private const string Changed = "its image or settings are not those that are wanted now";
    private static readonly EnvironmentOwner Owner = EnvironmentOwner.Of("/home/user/.demo");
    private static readonly EnvironmentOwner Another = EnvironmentOwner.Of("/home/user/other");
    private static readonly ContainerSpec Registry = new("ddd-registry", "registry:2", 5001, 5000, "ddd-registry:/var/lib/registry", Owner);

    [Fact]
    public void Container_ThatIsMissing_IsCreated() =>
        ContainerPlan.For(Registry, null).ShouldBeOfType<ContainerPlan.Create>();

    [Fact]
    public void Container_WithoutOurLabel_IsRefused() =>
        ContainerPlan.For(Registry, Container(ContainerStatus.Running, 5001) with { Labels = ImmutableDictionary<string, string>.Empty })
            .ShouldBeOfType<ContainerPlan.Refuse>();

    [Theory]
    [InlineData(ContainerStatus.Running, 5001, typeof(ContainerPlan.Keep))]
    [InlineData(ContainerStatus.Exited, 5001, typeof(ContainerPlan.Start))]
    [InlineData(ContainerStatus.Created, 5001, typeof(ContainerPlan.Start))]
    [InlineData(ContainerStatus.Dead, 5001, typeof(ContainerPlan.Replace))]
    [InlineData(ContainerStatus.Running, 5002, typeof(ContainerPlan.Replace))]
    public void Container_OfOurs_IsBroughtToWhatIsWanted(ContainerStatus status, int port, Type plan) =>
        ContainerPlan.For(Registry, Container(status, port)).ShouldBeOfType(plan);

    [Theory]
    [InlineData("docker")]
    [InlineData("podman")]
    public void RunCommand_OfTheRegistry_PublishesOnLoopbackAndCarriesOurLabel(string program) =>
        Registry.RunCommand(ContainerEngine.All.Single(engine => engine.Program == program)).ToString().ShouldBe(
            program + " run --detach --name ddd-registry --label ddd.demo/owner=dddaspire --label ddd.demo/environment=" + Owner.Id
            + " --label ddd.demo/state=/home/user/.demo --label ddd.demo/specification=" + Registry.Hash + " --volume ddd-registry:/var/lib/registry"
            + " --publish 127.0.0.1:5001:5000 registry:2");

    [Theory]
    [InlineData(ContainerStatus.Running, 8080, typeof(ClusterPlan.Check))]
    [InlineData(ContainerStatus.Exited, 8080, typeof(ClusterPlan.Start))]
    [InlineData(ContainerStatus.Running, 9080, typeof(ClusterPlan.Replace))]
    [InlineData(ContainerStatus.Paused, 8080, typeof(ClusterPlan.Replace))]
    public void Cluster_ByItsNode_IsBroughtToWhatIsWanted(ContainerStatus status, int apiPort, Type plan)
    {
        var ports = ImmutableDictionary<string, int>.Empty.Add("30080/tcp", apiPort).Add("30081/tcp", 8081);
        ClusterPlan.For(new Ports(), new KindChoices(), Node(status) with { HostPorts = ports }, workers: 1, Owner, kubeconfigKept: true).ShouldBeOfType(plan);
    }

    [Fact]
    public void Cluster_WithOtherNodesThanChosen_IsReplaced()
    {
        var node = Node(ContainerStatus.Running) with
        {
            Image = "kindest/node:v1.34.0",
            HostPorts = ImmutableDictionary<string, int>.Empty.Add("30080/tcp", 8080).Add("30081/tcp", 8081),
            Binds = ["/data:/mnt:ro", "/lib/modules:/lib/modules:ro", ClusterOwnership.Mark(Owner).Bind],
        };
        Reason(new KindChoices()).ShouldBeNull();
        Reason(new KindChoices { NodeImage = "kindest/node:v1.34.0", WorkerNodes = 1, Mounts = [new("/data", "/mnt", ReadOnly: true)] }).ShouldBeNull();
        Reason(new KindChoices { NodeImage = "kindest/node:v1.33.0" }).ShouldBe("its nodes are made from kindest/node:v1.34.0, not from kindest/node:v1.33.0");
        Reason(new KindChoices { WorkerNodes = 0 }).ShouldBe("it has 1 worker nodes, not 0");
        Reason(new KindChoices { Mounts = [new("/data", "/mnt", ReadOnly: false)] }).ShouldBe("its nodes do not have /data at /mnt");

        string? Reason(KindChoices chosen) =>
            (ClusterPlan.For(new Ports(), chosen, node, workers: 1, Owner, kubeconfigKept: true) as ClusterPlan.Replace)?.Reason;
    }

    [Fact]
    public void Cluster_WhoseStateIsGone_IsReplaced() =>
        ClusterPlan.For(new Ports(), new KindChoices(), Node(ContainerStatus.Running), workers: 0, Owner, kubeconfigKept: false).ShouldBeOfType<ClusterPlan.Replace>();

    [Fact]
    public void Cluster_WithoutANode_IsCreated() => ClusterPlan.For(new Ports(), new KindChoices(), null, workers: 0, Owner, kubeconfigKept: false).ShouldBeOfType<ClusterPlan.Create>();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Cluster_ThatTheUserMade_IsRefusedWhateverElseIsThere(bool kubeconfigKept)
    {
        var node = Node(ContainerStatus.Running) with { Binds = ["/lib/modules:/lib/modules:ro"] };
        ClusterPlan.For(new Ports(), new KindChoices(), node, workers: 0, Owner, kubeconfigKept).ShouldBeOfType<ClusterPlan.Refuse>();
    }

    [Fact]
    public void Cluster_OfAnotherStateFolder_IsReplaced()
    {
        ClusterOwnership.IsAnothers(Node(ContainerStatus.Running), Another).ShouldBeTrue();
        ClusterPlan.For(new Ports(), new KindChoices(), Node(ContainerStatus.Running), workers: 0, Another, kubeconfigKept: true).ShouldBeOfType<ClusterPlan.Replace>();
    }

    [Fact]
    public void Container_WithOtherSettings_IsReplaced()
    {
        var wanted = Registry with { Variables = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["REGISTRY_LOG"] = "warn" } };
        Reason(wanted).ShouldBe(Changed);
        Reason(Registry with { Image = "registry:3" }).ShouldBe(Changed);
        Reason(Registry with { OnHostNetwork = true }).ShouldBe(Changed);
        var onHost = Registry with { OnHostNetwork = true };
        (onHost with { HostPort = 5002 }).Hash.ShouldNotBe(onHost.Hash);

        static string? Reason(ContainerSpec wanted) => (ContainerPlan.For(wanted, Container(ContainerStatus.Running, 5001)) as ContainerPlan.Replace)?.Reason;
    }

    [Fact]
    public void Container_OfAnotherEnvironment_IsReplacedWithItsVolume()
    {
        var plan = ContainerPlan.For(Registry with { Owner = Another }, Container(ContainerStatus.Running, 5001));
        plan.ShouldBe(new ContainerPlan.Replace("it was left by the demo in /home/user/.demo", WithVolume: true));
    }

    [Fact]
    public void Environment_OfAFolder_IsTheSameWhenTheFolderIsMadeAgain()
    {
        EnvironmentOwner.Of("/home/user/.demo/").ShouldBe(Owner);
        Owner.Id.ShouldNotBe(Another.Id);
        Owner.IsAnothers(ImmutableDictionary<string, string>.Empty).ShouldBeFalse();
    }

    [Theory]
    [InlineData("boot/100", "b1", "serve", ProgramPlan.Keep)]
    [InlineData("boot/200", "b1", "serve", ProgramPlan.Start)]
    [InlineData(null, "b1", "serve", ProgramPlan.Start)]
    [InlineData("boot/100", "b2", "serve", ProgramPlan.Restart)]
    [InlineData("boot/100", "b1", "serve --git gitea", ProgramPlan.Restart)]
    public void Program_ByItsPidFile_IsKnownFromALaterProcessOfTheSameId(string? markNow, string build, string arguments, object plan)
    {
        var record = new PidRecord(77, "boot/100", "b1", ["serve"]);
        ProgramPlans.Decide(record, markNow, build, arguments.Split("--git").Length > 1 ? ["serve", "--git", "gitea"] : ["serve"]).ShouldBe((ProgramPlan)plan);
    }

    [Fact]
    public void Program_WithoutAPidFile_IsStarted() => ProgramPlans.Decide(null, null, "b1", []).ShouldBe(ProgramPlan.Start);

    private static ContainerFacts Node(ContainerStatus status) => Container(status, 5001) with { Binds = [ClusterOwnership.Mark(Owner).Bind] };

    private static ContainerFacts Container(ContainerStatus status, int port) => new(
        "0123", "ddd-registry", status, "registry:2",
        ImmutableDictionary<string, string>.Empty
            .Add(Ownership.LabelName, Ownership.LabelValue)
            .Add(Ownership.EnvironmentLabel, Owner.Id)
            .Add(Ownership.StateLabel, Owner.StateDirectory)
            .Add(Ownership.SpecificationLabel, Registry.Hash),
        ImmutableDictionary<string, int>.Empty.Add("5000/tcp", port),
        ["bridge"]);
}
