using System.Net;
using System.Net.Sockets;
using System.Text;
using DddAspire.LoadClient.Control;
using DddAspire.ServiceDefaults;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Serving;

/// <summary>No site that the presenter has open gives orders or reads what is told.</summary>
public sealed class SameOriginTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("POST", "127.0.0.1:5050", "", true)]
    [InlineData("POST", "localhost:5050", "http://localhost:5050", true)]
    [InlineData("POST", "ddd-runner", "", true)]
    [InlineData("POST", "host.docker.internal:5050", "", true)]
    [InlineData("GET", "[::1]:5050", "http://elsewhere.example", true)]
    [InlineData("POST", "127.0.0.1:5050", "http://elsewhere.example", false)]
    [InlineData("DELETE", "127.0.0.1:5050", "http://127.0.0.1:8080", false)]
    [InlineData("POST", "127.0.0.1:5050", "null", false)]
    [InlineData("GET", "rebound.example:5050", "", false)]
    [InlineData("POST", "rebound.example:5050", "http://rebound.example:5050", false)]
    public void Request_IsAllowed_FromProgramsAndOurOwnPage(string method, string host, string origin, bool allowed) =>
        SameOrigin.Allows(method, new HostString(host), origin).ShouldBe(allowed);

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("GET", "/runs")]
    [InlineData("GET", "/health")]
    [InlineData("POST", "/webhook")]
    [InlineData("POST", "/stories/fix-pack")]
    [InlineData("POST", "/reset")]
    [InlineData("GET", "/nowhere")]
    public async Task Runner_AskedByAForeignName_Refuses(string method, string path)
    {
        await using var runner = await ServedRunner.StartAsync();

        (await AskAsync(runner.Http, method, path, host: "rebound.example", origin: null)).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Runner_OrderedByAForeignPage_Refuses()
    {
        await using var runner = await ServedRunner.StartAsync();

        (await AskAsync(runner.Http, "POST", "/webhook", host: null, "http://elsewhere.example")).ShouldBe(HttpStatusCode.Forbidden);
        (await AskAsync(runner.Http, "GET", "/runs", host: null, null)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task LoadClient_OrderedByAForeignPageOrName_Refuses()
    {
        var port = FreePort();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var serving = Task.Run(() => LoadServer.RunAsync(port, stop.Token), Token);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        await new DddAspire.DemoEnvironment.Steps.Wait("the load client", TimeSpan.FromMinutes(1), TimeSpan.FromMilliseconds(50), "")
            .UntilAsync(_ => ProblemAsync(http), TimeProvider.System, Token);

        (await AskAsync(http, "POST", "/load/stop", host: null, "http://elsewhere.example")).ShouldBe(HttpStatusCode.Forbidden);
        (await AskAsync(http, "POST", "/load/start", "rebound.example", null)).ShouldBe(HttpStatusCode.Forbidden);
        (await AskAsync(http, "GET", "/load/status", "rebound.example", null)).ShouldBe(HttpStatusCode.Forbidden);
        (await AskAsync(http, "POST", "/load/start", null, null)).ShouldBe(HttpStatusCode.BadRequest);
        (await AskAsync(http, "POST", "/load/stop", null, null)).ShouldBe(HttpStatusCode.Conflict);
        await stop.CancelAsync();
        await serving;
    }

    private static async Task<string?> ProblemAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync("/alive", Token);
            return answer.IsSuccessStatusCode ? null : $"{answer.StatusCode}";
        }
        catch (HttpRequestException exception)
        {
            return exception.Message;
        }
    }

    private static async Task<HttpStatusCode> AskAsync(HttpClient http, string method, string path, string? host, string? origin)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Host = host;
        if (method == "POST")
        {
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        }

        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        using var answer = await http.SendAsync(request, Token);
        return answer.StatusCode;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
