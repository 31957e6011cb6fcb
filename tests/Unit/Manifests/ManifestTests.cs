using DddAspire.DemoEnvironment.Status;
using DddAspire.DemoRunner.Manifests;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Manifests;

public sealed class ManifestTests
{
    private const string Deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: ddd-acme
        spec:
          replicas: 2
          template:
            spec:
              containers:
                - name: integration
                  image: ddd-acme
        """;

    [Fact]
    public void Release_HasItsImageByDigestAndNoCommitInThePods()
    {
        var release = Make(("deployment.yaml", Deployment));

        release.Objects.ShouldHaveSingleItem().ToJsonString().ShouldBe(
            """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"ddd-acme","namespace":"ddd-dev","labels":{"app.kubernetes.io/name":"ddd-acme","app.kubernetes.io/part-of":"ddd"},"annotations":{"ddd.demo/commit":"c","ddd.demo/runtime":"12"}},"spec":{"replicas":2,"template":{"spec":{"containers":[{"name":"integration","image":"r/ddd-acme@sha256:1"}]},"metadata":{"labels":{"app.kubernetes.io/name":"ddd-acme","app.kubernetes.io/part-of":"ddd"},"annotations":{"ddd.demo/runtime":"12"}}}}}""");
    }

    [Theory]
    [InlineData("server.conf.yaml", "Defaults:\n  Policies: {}\nkind: of strange\n")]
    [InlineData("values.yml", "%nonsense: [")]
    [InlineData("empty.yaml", "")]
    [InlineData("comment.yaml", "# nothing\n---\n# more\n")]
    public void File_ThatIsNoManifest_IsLeftAlone(string file, string text) =>
        Read(("deployment.yaml", Deployment), (file, text)).Items.ShouldHaveSingleItem().Name.ShouldBe("ddd-acme");

    [Fact]
    public void Documents_ListsAndBothExtensions_AreAllRead() =>
        Read(
            ("a.yml", $"{Deployment}\n--- # next\napiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: one }}\ndata:\n  text: |\n    ---\n    kind: Nothing\n"),
            ("b.yaml", "apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Service\n    metadata: { name: two }\n  - apiVersion: v1\n    kind: ServiceAccount\n    metadata: { name: three }\n"))
            .Items.Select(item => $"{item.Kind} {item.Name}").ShouldBe(["Deployment ddd-acme", "ConfigMap one", "Service two", "ServiceAccount three"]);

    [Fact]
    public void Anchors_AndMergeKeys_AreResolved()
    {
        var item = Read(("d.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: one\n  labels: &all\n    app: acme\n  annotations:\n    <<: *all\n    more: \"1\"\ndata: *all\n")).Items.ShouldHaveSingleItem();

        item.Content["data"]!.ToJsonString().ShouldBe("""{"app":"acme"}""");
        item.Content["metadata"]!["annotations"]!.ToJsonString().ShouldBe("""{"app":"acme","more":"1"}""");
    }

    [Theory]
    [InlineData("apiVersion: v1\nkind: Secret\nmetadata: { name: keys }\n", "ddd-acme/x.yaml: Secret keys: a Secret is not applied from git")]
    [InlineData("apiVersion: batch/v1\nkind: Job\nmetadata: { name: once }\n", "ddd-acme/x.yaml: Job once: batch/v1 Job is not one of")]
    [InlineData("apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata: { name: p }\n", "ddd-acme/x.yaml: Pod p: v1 Pod is not one of")]
    [InlineData("apiVersion: v1\nkind: Service\nmetadata: {}\n", "ddd-acme/x.yaml: a Service has no name")]
    [InlineData("apiVersion: v1\nkind: Service\n  metadata: [\n", "ddd-acme/x.yaml: line 3: ")]
    public void Object_ThatIsNotApplied_IsRefusedWithFileAndName(string text, string told) =>
        Should.Throw<ManifestFaultException>(() => Read(("x.yaml", text))).Message.ShouldStartWith(told);

    [Fact]
    public void Folder_WithoutADeploymentOfItsName_IsRefused() =>
        Should.Throw<ManifestFaultException>(() => Make(("x.yaml", "apiVersion: v1\nkind: Service\nmetadata: { name: ddd-acme }\n"))).Message
            .ShouldBe("ddd-acme: no *.yaml or *.yml file in the folder has a Deployment named ddd-acme");

    [Theory]
    [InlineData("integration: any, sidecar: proxy:1", "integration")]
    [InlineData("server: ddd-acme, sidecar: proxy:1", "server")]
    [InlineData("server: localhost:5001/ddd-acme:x, sidecar: proxy:1", "server")]
    [InlineData("server: any", "server")]
    [InlineData("one: a, two: b", null)]
    public void Container_OfTheIntegration_IsFoundAmongSeveral(string containers, string? expected)
    {
        var all = containers.Split(", ").Select(text => text.Split(": ", 2)).ToList();

        IntegrationContainer.Find(all, one => one[0], one => one[1], "ddd-acme")?[0].ShouldBe(expected);
    }

    [Fact]
    public void InitContainer_WithTheIntegrationsImage_GetsTheSameOne()
    {
        var text = Deployment.Replace("      containers:", "      initContainers:\n        - { name: migrate, image: ddd-acme }\n        - { name: other, image: busybox }\n      containers:", StringComparison.Ordinal);

        Make(("d.yaml", text)).Objects[0]["spec"]!["template"]!["spec"]!["initContainers"]!.ToJsonString()
            .ShouldBe("""[{"name":"migrate","image":"r/ddd-acme@sha256:1"},{"name":"other","image":"busybox"}]""");
    }

    [Fact]
    public void Objects_AreAppliedInTheOrderInWhichTheyNeedEachOther() =>
        Make(
            ("a.yaml", $"apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {{ name: h }}\n---\n{Deployment}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: c }}\n"))
            .Objects.Select(item => Manifest.Text(item, "kind")).ShouldBe(["ConfigMap", "Deployment", "HorizontalPodAutoscaler"]);

    private static ManifestSet Read(params IEnumerable<(string File, string Text)> files) => ManifestReader.Read("ddd-acme", files);

    private static Release Make(params IEnumerable<(string File, string Text)> files) =>
        ReleaseFactory.Make(Read(files), "ddd-dev", "r/ddd-acme@sha256:1", new Dictionary<string, string> { [Annotations.Commit] = "c", [Annotations.Runtime] = "12" });
}
