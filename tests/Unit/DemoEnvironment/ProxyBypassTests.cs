using System.Net;
using DddAspire.DemoEnvironment;
using DddAspire.DemoEnvironment.Tools;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.DemoEnvironment;

public sealed class ProxyBypassTests
{
    [Fact]
    public void Exceptions_OfTheUser_AreKept_BesideThisMachineAndTheRegistryAsNodesCallIt() =>
        ProxyBypass.Extend(["intranet.example, localhost", "intranet.example,.corp", null])
            .ShouldBe("intranet.example,localhost,.corp,127.0.0.1,::1,ddd-registry");

    [Fact]
    public async Task Git_BehindAProxyThatIsAway_StillReachesThisMachine()
    {
        using var listener = new HttpListener();
        var port = IntegrationServer.Live.LiveTool.FreePort();
        listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        listener.Start();
        var command = new ToolCommand("git", ["ls-remote", $"http://127.0.0.1:{port}/x.git"])
        {
            AcceptedExitCodes = new HashSet<int> { 128 },
            Environment = new Dictionary<string, string?>
            {
                ["http_proxy"] = "http://127.0.0.1:9", ["no_proxy"] = ProxyBypass.Extend([]), ["NO_PROXY"] = ProxyBypass.Extend([]),
            },
        };
        var asking = ToolRunner.RunAsync(command, TestContext.Current.CancellationToken);
        var context = await listener.GetContextAsync().WaitAsync(TestContext.Current.CancellationToken);
        context.Response.StatusCode = 404;
        context.Response.Close();
        (await asking).StandardError.ShouldContain("not found");
    }
}
