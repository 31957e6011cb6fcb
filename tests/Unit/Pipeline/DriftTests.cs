using System.Text.Json;
using DddAspire.DemoRunner.Kubernetes;
using DddAspire.DemoRunner.Manifests;
using DddAspire.DemoRunner.Pipeline;
using k8s.Models;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Pipeline;

public sealed class DriftTests
{
    private const string Ours = """{"f:spec":{"f:template":{"f:spec":{"f:containers":{"k:{\"name\":\"integration\"}":{".":{},"f:image":{}}}}}}}""";
    private const string Restart = """{"f:spec":{"f:template":{"f:metadata":{"f:annotations":{"f:kubectl.kubernetes.io/restartedAt":{}}}}}}""";
    private const string Status = """{"f:metadata":{"f:annotations":{"f:deployment.kubernetes.io/revision":{}}},"f:status":{"f:replicas":{}}}""";
    private const string Replicas = """{"f:spec":{"f:replicas":{}}}""";

    [Theory]
    [InlineData("ddd-pipeline", Ours, null)]
    [InlineData("kube-controller-manager", Status, null)]
    [InlineData("kubectl-rollout", Restart, null)]
    [InlineData("kubectl", Replicas, null)]
    [InlineData("kubectl-set", Ours, "was changed by kubectl-set: spec.template.spec.containers.{\"name\":\"integration\"}.image")]
    public void Deployment_ThatSomebodyElseChanged_IsToldFromOneThatWasRestartedOrScaled(string manager, string fields, string? told) =>
        Drift.Of(Deployment("r/ddd-acme@sha256:1", manager, fields)).ShouldBe(told);

    [Fact]
    public void Deployment_WithAnotherImageThanWasDeployed_IsNoticedWhoeverDidIt() =>
        Drift.Of(Deployment("r/ddd-acme@sha256:2", "ddd-pipeline", Ours)).ShouldBe("runs another image than was deployed: r/ddd-acme@sha256:2");

    [Theory]
    [InlineData("info: Server[1] Integration server 12.0.11.0-r1 starts; bars of /home/aceuser/initial-config/bars: AcmeV1\ninfo: more", "AcmeV1")]
    [InlineData("Integration server 12 starts; bars of /bars: AcmeV1, AcmeV2\r\n", "AcmeV1, AcmeV2")]
    [InlineData("BIP1991I: Integration server has finished initialization.", null)]
    public void Bars_AreReadFromWhatThePodSays(string log, string? bars) => PodVersions.Parse(log).ShouldBe(bars);

    [Theory]
    [InlineData("localhost:5001", "localhost:5001", true)]
    [InlineData("localhost:5001", "127.0.0.1:5001", true)]
    [InlineData("localhost:5001", "localhost:5999", false)]
    [InlineData("localhost:5001", "cp.icr.io", false)]
    public void Registry_IsOurs_ByWhicheverNameOfThisMachine(string ours, string registry, bool expected) =>
        BaseImageDigests.IsOurs(ours, registry).ShouldBe(expected);

    private static V1Deployment Deployment(string image, string manager, string fields) => new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = "ddd-acme",
            Annotations = new Dictionary<string, string> { [Annotations.Image] = "r/ddd-acme@sha256:1" },
            ManagedFields = [new V1ManagedFieldsEntry { Manager = manager, Operation = "Update", FieldsV1 = JsonSerializer.Deserialize<JsonElement>(fields) }],
        },
        Spec = new V1DeploymentSpec { Template = new V1PodTemplateSpec { Spec = new V1PodSpec { Containers = [new V1Container { Name = "integration", Image = image }] } } },
    };
}
