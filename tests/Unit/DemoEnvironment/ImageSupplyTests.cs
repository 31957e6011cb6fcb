using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.Images;
using DddAspire.DemoEnvironment.Tools;
using DddAspire.Unit.Repository;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.DemoEnvironment;

public sealed class ImageSupplyTests
{
    [Fact]
    public void UpstreamList_OfThisRepository_PinsEveryImageByDigest()
    {
        var list = UpstreamList.Parse(File.ReadAllText(Path.Combine(SourceTree.Root, "kind", "images", "upstream")));
        list.Keys.Order().ShouldBe(Enum.GetValues<ImageName>().Order());
        list.Values.ShouldAllBe(reference => reference.Contains("@sha256:"));
    }

    [Fact]
    public void UpstreamList_LineThatCannotBeRead_IsQuoted() =>
        Should.Throw<MachineException>(() => UpstreamList.Parse("# list\nnode a b")).Message.ShouldContain("'node a b'");

    [Theory]
    [InlineData("registry:2.8.3@sha256:ab", "docker.io")]
    [InlineData("gitea/gitea:1.27.3", "docker.io")]
    [InlineData("registry.k8s.io/pause:3.9", "registry.k8s.io")]
    [InlineData("localhost:5001/ace-server:1", "localhost:5001")]
    public void Puller_Reference_NamesItsHost(string reference, string host) => ImagePuller.HostOf(reference).ShouldBe(host);

    [Theory]
    [InlineData("Error response from daemon: Get \"https://registry-1.docker.io/v2/\": dial tcp: lookup registry-1.docker.io on 10.0.0.2:53: no such host", true)]
    [InlineData("Error response from daemon: Get \"https://registry-1.docker.io/v2/\": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)", true)]
    [InlineData("Error response from daemon: manifest for postgres:99 not found: manifest unknown: manifest unknown", false)]
    [InlineData("Error response from daemon: toomanyrequests: You have reached your pull rate limit.", false)]
    public void PullFailure_ByItsText_TellsAnUnreachableRegistryFromAMissingImage(string evidence, bool unreachable) =>
        PullFailure.IsUnreachable(new ToolFailedException(new ToolCommand("docker", ["pull", "x"]), 1, evidence)).ShouldBe(unreachable);

    [Theory]
    [InlineData("Error response from daemon: Get \"https://registry-1.docker.io/v2/\": dial tcp: lookup registry-1.docker.io on 10.0.0.2:53: no such host", true, "no such host")]
    [InlineData("2.8.3: Pulling from library/registry", false, "Pulling from library/registry")]
    public void PullFailure_Error_IsToldInAFewWords(string line, bool error, string told)
    {
        PullFailure.IsError(line).ShouldBe(error);
        PullFailure.Short(line).ShouldBe(told);
    }
}
