using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.Clusters;
using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.Kubernetes;
using DddAspire.DemoEnvironment.Platform;
using DddAspire.Unit.Repository;
using k8s.Models;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.DemoEnvironment;

/// <summary>A cluster that the user brings: which of its namespaces are ours, and where its nodes are.</summary>
public sealed class ExistingClusterTests
{
    private static readonly EnvironmentOwner Owner = EnvironmentOwner.Of("/home/me/.demo");

    [Theory]
    [InlineData("", false)]
    [InlineData(""", "labels": { "app.kubernetes.io/part-of": "ddd" }""", false)]
    [InlineData(""", "labels": { "app.kubernetes.io/part-of": "ddd", "ddd.demo/environment": "0a1b2c3d" }""", false)]
    [InlineData(""", "labels": { "ddd.demo/environment": "OWN" }""", true)]
    public void Namespace_OfOurName_IsOursByTheEnvironmentsMarkAlone(string labels, bool own)
    {
        var list = Namespaces($$"""{ "items": [{ "metadata": { "name": "ddd-test"{{labels.Replace("OWN", Owner.Id, StringComparison.Ordinal)}} } }] }""");

        NamespaceOwnership.Own(list, Owner).ShouldBe(own ? ["ddd-test"] : []);
        NamespaceOwnership.Foreign(list, Owner).ShouldBe(own ? [] : ["ddd-test"]);
    }

    [Fact]
    public void Namespace_OfAnotherName_IsNobodysBusiness()
    {
        var list = Namespaces($$"""{ "items": [{ "metadata": { "name": "billing", "labels": { "app.kubernetes.io/part-of": "ddd", "ddd.demo/environment": "{{Owner.Id}}" } } }] }""");

        NamespaceOwnership.Own(list, Owner).ShouldBeEmpty();
        NamespaceOwnership.Foreign(list, Owner).ShouldBeEmpty();
    }

    [Fact]
    public void Namespaces_ThatWeMake_CarryTheMark()
    {
        var made = new PlatformManifests(Path.Combine(SourceTree.Root, "kind", "platform"), Owner).NamespaceObjects().Select(item => ClusterJson.Read<V1Namespace>(item.ToJsonString())).ToList();

        NamespaceOwnership.Own(made, Owner).ShouldBe(["ddd-dev", "ddd-test"]);
    }

    [Theory]
    [InlineData("""{ "items": [] }""", null)]
    [InlineData("""{ "items": [{ "status": {} }] }""", null)]
    [InlineData("""{ "items": [{ "metadata": { "name": "n1" }, "status": { "addresses": [{ "type": "Hostname", "address": "n1" }] } }] }""", null)]
    [InlineData("""{ "items": [{ "metadata": { "name": "n1" }, "status": { "addresses": [{ "type": "Hostname", "address": "n1" }, { "type": "ExternalIP", "address": "8.8.4.4" }] } }] }""", "8.8.4.4")]
    [InlineData("""{ "items": [{ "metadata": { "name": "n1" }, "status": { "addresses": [{ "type": "ExternalIP", "address": "8.8.4.4" }, { "type": "InternalIP", "address": "10.0.0.1" }] } }] }""", "10.0.0.1")]
    [InlineData(
        """
        { "items": [
          { "metadata": { "name": "n1" }, "status": { "conditions": [{ "type": "Ready", "status": "Unknown", "message": "gone" }], "addresses": [{ "type": "InternalIP", "address": "10.0.0.1" }] } },
          { "metadata": { "name": "n1" }, "status": { "conditions": [{ "type": "Ready", "status": "True" }], "addresses": [{ "type": "InternalIP", "address": "10.0.0.2" }] } }] }
        """,
        "10.0.0.2")]
    public void Address_OfTheNodes_IsThatOfOneThatIsReady(string nodes, string? address)
    {
        if (address is null)
        {
            Should.Throw<PartBrokenException>(() => ExistingCluster.NodeAddress(ClusterJson.Read<V1NodeList>(nodes).Items)).Message.ShouldBe("cluster: none of its nodes has an address");
        }
        else
        {
            ExistingCluster.NodeAddress(ClusterJson.Read<V1NodeList>(nodes).Items).ShouldBe(address);
        }
    }

    private static IList<V1Namespace> Namespaces(string text) => ClusterJson.Read<V1NamespaceList>(text).Items;
}
