using DddAspire.DemoRunner.Manifests;
using DddAspire.DemoRunner.Page;
using k8s.Models;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Page;

/// <summary>A pod as the page draws it.</summary>
public sealed class PagePodTests
{
    [Fact]
    public void Pod_OfAnIntegration_HasItsFixPackAndItsImagesDigest() =>
        PagePod.Of(Pod()).ShouldBe(new PagePod("u1", "ddd-acme-1", "ddd-acme", "ddd-test", "12.0.11.0-r1", "sha256:abc", PagePodState.Starting));

    [Fact]
    public void Pod_ThatTakesCalls_IsReady() => PagePod.Of(Ready(Pod())).State.ShouldBe(PagePodState.Ready);

    [Fact]
    public void Pod_ThatWasToldToStop_DrainsHoweverReadyItIs()
    {
        var pod = Ready(Pod());
        pod.Metadata.DeletionTimestamp = new DateTime(2026, 3, 14, 12, 0, 0, DateTimeKind.Utc);

        PagePod.Of(pod).State.ShouldBe(PagePodState.Draining);
    }

    [Fact]
    public void Pod_OfTheQueue_HasNoFixPack()
    {
        var pod = Pod();
        pod.Metadata.Annotations = null;

        PagePod.Of(pod).Runtime.ShouldBeEmpty();
    }

    private static V1Pod Pod() => new()
    {
        Metadata = new V1ObjectMeta
        {
            Uid = "u1",
            Name = "ddd-acme-1",
            NamespaceProperty = "ddd-test",
            Labels = new Dictionary<string, string> { ["app.kubernetes.io/name"] = "ddd-acme" },
            Annotations = new Dictionary<string, string> { [Annotations.Image] = "localhost:5001/ddd-acme@sha256:abc", [Annotations.Runtime] = "12.0.11.0-r1" },
        },
    };

    private static V1Pod Ready(V1Pod pod)
    {
        pod.Status = new V1PodStatus { Conditions = [new V1PodCondition { Type = "Ready", Status = "True" }] };
        return pod;
    }
}
