using System.Text.Json;
using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.Tools;
using DddAspire.Unit.Dockerfiles;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.DemoEnvironment;

public sealed class ContainerEngineTests
{
    [Theory]
    [InlineData("localhost:5001/ace-server:12", "podman push --quiet --tls-verify=false localhost:5001/ace-server:12")]
    [InlineData("127.0.0.1:5001/ace-server:12", "podman push --quiet --tls-verify=false 127.0.0.1:5001/ace-server:12")]
    [InlineData("registry.example/ace-server:12", "podman push --quiet registry.example/ace-server:12")]
    [InlineData("localhost.example:5001/ace-server:12", "podman push --quiet localhost.example:5001/ace-server:12")]
    public void Podman_TrustsARegistryWithoutTls_OnLoopbackOnly(string reference, string command) =>
        ContainerEngine.Podman.Push(reference).ToString().ShouldBe(command);

    [Fact]
    public void Kind_IsToldTheEngine()
    {
        var command = ContainerEngine.Podman.Kind("get", "clusters");
        command.ToString().ShouldBe("kind get clusters");
        command.Environment["KIND_EXPERIMENTAL_PROVIDER"].ShouldBe("podman");
    }

    [Fact(Skip = DockerJudge.Missing, SkipType = typeof(DockerJudge), SkipUnless = nameof(DockerJudge.Answers))]
    public async Task Build_ByDocker_NamesTheEnginesOwnBuilder_WhicheverIsSelected()
    {
        var stop = TestContext.Current.CancellationToken;
        var context = (await ToolRunner.RunAsync(new ToolCommand("docker", ["context", "show"]), stop)).StandardOutput;

        (await ContainerEngine.Docker.BuildCommandAsync(["."], stop)).Environment["BUILDX_BUILDER"].ShouldBe(context);
        (await new Buildx().CommandAsync(["build", "."], stop)).ToString().ShouldEndWith($"--builder={context} build .");
        (await ContainerEngine.Podman.BuildCommandAsync(["."], stop)).ToString().ShouldBe("podman build .");
    }

    [Theory]
    [InlineData("Error: No such container: ddd-registry", true)]
    [InlineData("Error: inspecting object: no such container ddd-registry", true)]
    [InlineData("Error: inspecting object: ddd-node:1: image not known", true)]
    [InlineData("Cannot connect to the Docker daemon at unix:///var/run/docker.sock", false)]
    public void Error_OfWhatIsNotThere_IsToldFromAnEngineThatIsNotThere(string error, bool notFound) => ContainerEngine.IsNotFound(error).ShouldBe(notFound);

    // As `podman container inspect` of 4.3 prints it; Docker writes "/data:/mnt:ro" and "/ddd-registry".
    [Fact]
    public void Inspection_ByPodman_ReadsAsDockers()
    {
        using var printed = JsonDocument.Parse(
            """
            {
              "Id": "7e7e", "Name": "ddd-registry", "State": { "Status": "running" },
              "Config": { "Image": "localhost/ddd-registry:a9", "Labels": { "ddd.demo/owner": "dddaspire" } },
              "HostConfig": {
                "PortBindings": { "5000/tcp": [ { "HostIp": "127.0.0.1", "HostPort": "5001" } ] },
                "Binds": [ "/data:/mnt:ro,rprivate,rbind", "ddd-registry:/var/lib/registry:rw,rprivate,nosuid,nodev,rbind" ]
              },
              "NetworkSettings": { "Networks": { "kind": {}, "podman": {} } }
            }
            """);

        var facts = ContainerInspection.Parse(printed.RootElement);

        facts.Status.ShouldBe(ContainerStatus.Running);
        facts.HostPorts["5000/tcp"].ShouldBe(5001);
        facts.Networks.ShouldContain("kind");
        facts.Binds.ShouldBe(["/data:/mnt:ro", "ddd-registry:/var/lib/registry"], ignoreOrder: true);
        Ownership.IsOurs(facts).ShouldBeTrue();
    }
}
