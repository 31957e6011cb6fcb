using DddAspire.IntegrationServer.Draining;
using DddAspire.Unit.Repository;
using k8s;
using k8s.Models;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.IntegrationServer.Manifests;

public sealed class DeploymentManifestTests
{
    // HostOptions.ShutdownTimeout of the server.
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    public static TheoryData<string> Integrations => new("ddd-api", "ddd-acme", "ddd-bernie", "ddd-chris");

    [Theory]
    [MemberData(nameof(Integrations))]
    public void Rollout_NeverTakesAReplicaAway(string name)
    {
        var spec = Deployment(name).Spec;

        spec.Replicas.ShouldBe(2);
        spec.MinReadySeconds.ShouldBe(2);
        spec.Strategy.RollingUpdate.MaxUnavailable.Value.ShouldBe("0");
        spec.Strategy.RollingUpdate.MaxSurge.Value.ShouldBe("1");
    }

    [Theory]
    [MemberData(nameof(Integrations))]
    public void Drain_EndsWithinTheGracePeriod(string name) =>
        TimeSpan.FromSeconds(Deployment(name).Spec.Template.Spec.TerminationGracePeriodSeconds!.Value)
            .ShouldBeGreaterThan(DrainRules.Default.Limit + StopLimit);

    [Theory]
    [MemberData(nameof(Integrations))]
    public void Container_DrainsByCommandAndIsNamedAsThePipelineExpects(string name)
    {
        var container = Deployment(name).Spec.Template.Spec.Containers.ShouldHaveSingleItem();

        container.Name.ShouldBe("integration");
        container.Image.ShouldBe(name);
        container.Lifecycle.PreStop.Exec.Command.ShouldBe(["integration-server", "drain"]);
        container.ReadinessProbe.PeriodSeconds.ShouldBe(1);
        container.Resources.Requests.Keys.ShouldBe(["cpu", "memory"], ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Integrations))]
    public void Labels_SelectTheIntegrationAndNoOther(string name)
    {
        var deployment = Deployment(name);

        deployment.Spec.Selector.MatchLabels.ShouldBe(new Dictionary<string, string> { ["app.kubernetes.io/name"] = name });
        deployment.Spec.Template.Metadata.Labels["app.kubernetes.io/name"].ShouldBe(name);
        deployment.Metadata.Labels["app.kubernetes.io/part-of"].ShouldBe("ddd");
    }

    private static V1Deployment Deployment(string name) => KubernetesYaml
        .LoadAllFromString(File.ReadAllText(Path.Combine(SourceTree.Root, "integrations", name, "deployment.yaml")))
        .OfType<V1Deployment>()
        .Single();
}
