using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using DddAspire.AppHost.Integrations;
using DddAspire.Contracts.Status;
using Shouldly;
using Xunit;

namespace DddAspire.AppHostTests;

public sealed class IntegrationSnapshotTests
{
    [Fact]
    public void Entry_BeforeTheFirstDeployment_Waits() => State([]).ShouldBe("Waiting");

    [Theory]
    [InlineData(2, 2, "Running", "success")]
    [InlineData(1, 2, "Running", "warning")]
    [InlineData(0, 2, "Starting", "warning")]
    [InlineData(0, 0, "Starting", "warning")]
    public void Entry_WithPods_SaysHowManyTakeCalls(int ready, int desired, string state, string style)
    {
        var shown = Show([Status("ddd-test", ready, desired)]).State!;
        (shown.Text, shown.Style).ShouldBe((state, style));
    }

    [Theory]
    [InlineData(2, 2, null)]
    [InlineData(1, 2, "1 of 2 pods take calls")]
    [InlineData(0, 0, "0 of 0 pods take calls")]
    public void Trouble_WithPods_IsThoseThatTakeNoCalls(int ready, int desired, string? trouble) =>
        IntegrationSnapshot.Trouble("ddd-acme", [Status("ddd-dev", 2, 2), Status("ddd-test", ready, desired)]).ShouldBe(trouble);

    [Fact]
    public void Trouble_BeforeTheFirstDeployment_IsThat() =>
        IntegrationSnapshot.Trouble("ddd-acme", [Status("ddd-dev", 2, 2)]).ShouldBe("not deployed yet");

    [Fact]
    public void Entry_HasWhatRunsInBothNamespaces() =>
        Show([Status("ddd-dev", 1, 2), Status("ddd-test", 2, 2), Status("ddd-test", 0, 2) with { Name = "ddd-api" }])
            .Properties.Select(property => $"{property.Name}: {property.Value}").ShouldBe(
            [
                "resource.source: 12.0.11.0-r1 / AcmeV1", "Fix pack: 12.0.11.0-r1", "Application: AcmeV1", "Pods: 2 of 2", "Image: localhost:5001/ddd-acme@sha256:1",
                "In ddd-dev: 12.0.11.0-r1 / AcmeV1, 1 of 2",
            ]);

    private static string? State(ImmutableArray<IntegrationView> seen) => Show(seen).State?.Text;

    private static CustomResourceSnapshot Show(ImmutableArray<IntegrationView> seen) =>
        IntegrationSnapshot.Show(new CustomResourceSnapshot { ResourceType = "Integration", Properties = [] }, "ddd-acme", seen);

    private static IntegrationView Status(string space, int ready, int desired) =>
        new("ddd-acme", space, "12.0.11.0-r1", "AcmeV1", "localhost:5001/ddd-acme@sha256:1", ready, desired, []);
}
