using System.Net;
using System.Net.Sockets;
using DddAspire.DemoEnvironment.Distribution;
using DddAspire.DemoEnvironment.Tools;
using DddAspire.DemoRunner.Dockerfiles;
using DddAspire.DemoRunner.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Pipeline;

public sealed class BaseImageDigestsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Registry_ThatNobodyListensAt_IsAFaultOfTheLine_WithinSeconds()
    {
        var registry = $"localhost:{ClosedPort()}";
        using var http = new HttpClient();
        var started = TimeProvider.System.GetTimestamp();

        var fault = await Should.ThrowAsync<DockerfileFaultException>(() => FindAsync(http, "localhost:5001", $"# typed wrong\nFROM {registry}/ace-server:1\n"));

        fault.Message.ShouldStartWith($"ddd-acme/Dockerfile, line 2: {registry}/ace-server:1: nothing answers at {registry}");
        TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(8));
    }

    [Fact]
    public async Task Registry_OfOurs_ThatIsAway_IsWaitedFor()
    {
        var ours = $"localhost:{ClosedPort()}";
        using var http = new HttpClient();

        var away = await Should.ThrowAsync<RegistryUnavailableException>(() => FindAsync(http, ours, $"FROM {ours}/ace-server:1\n"));

        DependencyRetry.IsRegistryAway(away, ours).ShouldBeTrue();
        DependencyRetry.IsRegistryAway(away, "localhost:1").ShouldBeFalse();
    }

    [Theory]
    [InlineData("dial tcp 127.0.0.1:5001: connect: connection refused", true)]
    [InlineData("dial tcp 127.0.0.1:5999: connect: connection refused", false)]
    [InlineData("exit code: 1", false)]
    public void Builder_IsWaitedForOnlyWhereOurRegistryIsAway(string printed, bool away) =>
        DependencyRetry.IsRegistryAway(new ToolFailedException(new ToolCommand("docker", ["buildx"]), 1, printed), "localhost:5001").ShouldBe(away);

    [Fact]
    public async Task Images_OfOurs_AreKnownByDigest_AndTellTheirVariables()
    {
        await using var registry = await StartAsync();
        var ours = AddressOf(registry);
        using var http = new HttpClient();

        (await FindAsync(http, ours, $"FROM {ours}/ace-server:1\n")).ShouldBe("sha256:one");
        (await FindAsync(http, ours, $"FROM {ours}/ace-server@sha256:one\n")).ShouldBe("sha256:one");
        (await Should.ThrowAsync<DockerfileFaultException>(() => FindAsync(http, ours, $"FROM {ours}/ace-server:2\n"))).Message
            .ShouldBe($"ddd-acme/Dockerfile, line 1: the registry has no image {ours}/ace-server:2");
        (await new RegistryClient(http).VariablesAsync(ours, "ace-server", "1", Stop))["ACE_FIX_PACK"].ShouldBe("12.0.11.0-r1");
    }

    [Fact]
    public async Task Images_ThatAnotherRegistryKeepsToItself_AreLeftToTheBuilder()
    {
        await using var registry = await StartAsync();
        var other = AddressOf(registry);
        using var http = new HttpClient();

        (await FindAsync(http, "localhost:5001", $"FROM {other}/ace-server:1\n")).ShouldBe("sha256:one");
        (await FindAsync(http, "localhost:5001", $"FROM {other}/private:1\n")).ShouldBe($"{other}/private:1");
        (await FindAsync(http, "localhost:5001", "FROM cp.icr.io/cp/appc/ace@sha256:8df2\n")).ShouldBe("sha256:8df2");
    }

    private static Task<string> FindAsync(HttpClient http, string ours, string dockerfile)
    {
        var plan = BuildPlan.Read("ddd-acme", dockerfile);
        var (image, line) = plan.Images().Single();
        return new BaseImageDigests(new RegistryClient(http)).FindAsync(ours, plan, image, line, Stop);
    }

    // What a registry answers of one image that is an index of one platform, and of one that wants a login.
    private static async Task<WebApplication> StartAsync()
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapMethods("/v2/private/manifests/{any}", ["HEAD"], () => Results.Unauthorized());
        foreach (var selector in (string[])["1", "sha256:one"])
        {
            app.MapMethods($"/v2/ace-server/manifests/{selector}", ["HEAD"], context =>
            {
                context.Response.Headers["Docker-Content-Digest"] = "sha256:one";
                return Task.CompletedTask;
            });
        }

        app.MapGet("/v2/ace-server/manifests/1", () => Results.Text("""{"manifests":[{"digest":"sha256:two"}]}"""));
        app.MapGet("/v2/ace-server/manifests/sha256:two", () => Results.Text("""{"config":{"digest":"sha256:three"}}"""));
        app.MapGet("/v2/ace-server/blobs/sha256:three", () => Results.Text("""{"config":{"Env":["PATH=/bin","ACE_FIX_PACK=12.0.11.0-r1"]}}"""));
        await app.StartAsync(Stop);
        return app;
    }

    private static string AddressOf(WebApplication app) =>
        new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Authority;

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
