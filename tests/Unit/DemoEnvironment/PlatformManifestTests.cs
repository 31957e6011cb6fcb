using System.Text.Json.Nodes;
using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.Kubernetes;
using DddAspire.DemoEnvironment.Platform;
using DddAspire.Unit.Repository;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.DemoEnvironment;

public sealed class PlatformManifestTests
{
    private static readonly List<JsonObject> Objects = [.. new PlatformManifests(Path.Combine(SourceTree.Root, "kind", "platform"), EnvironmentOwner.Of("/home/me/.demo")).Objects("p", "n")];

    [Fact]
    public void Port_OfEveryObject_NamesItsProtocol() =>
        // Server-side apply of Kubernetes 1.20 refuses a port without one.
        Objects.SelectMany(Ports).ShouldAllBe(port => port["protocol"] != null);

    [Fact]
    public void Object_OfThePlatform_SaysWhereItIs() =>
        Objects.Select(ObjectPath.Of).ShouldAllBe(path => path.Namespace == "ddd-dev" || path.Namespace == "ddd-test");

    private static IEnumerable<JsonObject> Ports(JsonNode? node) => node switch
    {
        JsonArray items => items.SelectMany(Ports),
        JsonObject fields => fields.SelectMany(field => field.Key == "ports" ? ((JsonArray)field.Value!).OfType<JsonObject>() : Ports(field.Value)),
        _ => [],
    };
}
