using DddAspire.DemoEnvironment.Clusters;
using k8s.Models;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.DemoEnvironment;

public sealed class NodeReadinessTests
{
    private const string Role = "node-role.kubernetes.io/control-plane";

    [Fact]
    public void Node_ThatIsReadyAndFree_TakesPods() => NodeReadiness.WhyNot([Node("one")]).ShouldBeNull();

    [Fact]
    public void Cluster_WithoutNodes_IsNotReady() => NodeReadiness.WhyNot([]).ShouldBe("no node has joined yet");

    [Fact]
    public void OnlyNode_WithATaint_TakesNone() =>
        NodeReadiness.WhyNot([Node("one", Taint(Role))]).ShouldBe($"no node takes pods: one has the taint {Role}");

    [Fact]
    public void OnlyNode_ThatPodsRatherAvoid_TakesThem() => NodeReadiness.WhyNot([Node("one", Taint(Role, "PreferNoSchedule"))]).ShouldBeNull();

    [Fact]
    public void ControlPlane_BesideAFreeWorker_MayHaveATaint() =>
        NodeReadiness.WhyNot([Node("one", Taint(Role)), Node("two")]).ShouldBeNull();

    [Fact]
    public void RoleTaints_OfTheOnlyNode_AreFoundAmongOthers() => NodeReadiness
        .RoleTaintsOfTheOnlyNode([Node("one", Taint("node.kubernetes.io/unschedulable"), Taint(Role), Taint("node-role.kubernetes.io/master"))])
        .Select(taint => taint.Key).ShouldBe([Role, "node-role.kubernetes.io/master"]);

    [Fact]
    public void RoleTaints_OfAClusterWithWorkers_AreMeant() =>
        NodeReadiness.RoleTaintsOfTheOnlyNode([Node("one", Taint(Role)), Node("two")]).ShouldBeEmpty();

    private static V1Taint Taint(string key, string effect = "NoSchedule") => new() { Key = key, Effect = effect };

    private static V1Node Node(string name, params V1Taint[] taints) => new()
    {
        Metadata = new() { Name = name },
        Spec = new() { Taints = taints },
        Status = new() { Conditions = [new() { Type = "Ready", Status = "True" }] },
    };
}
