using System.Collections.Concurrent;
using System.Collections.Immutable;
using DddAspire.LoadClient.Requests;
using DddAspire.Unit.LoadClient.Controls;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.LoadClient.Requests;

/// <summary>Any request against a real API.</summary>
public sealed class RequestTests
{
    private const string Token = "Bearer s3cret-value";

    [Fact]
    public async Task Request_IsSentAsPlanned_OnceACall()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "{\"name\":\"Zoë\"}" + new string(' ', 4000), TestContext.Current.CancellationToken);
        var seen = new ConcurrentBag<string>();
        await using var server = await ApiServer.StartAsync(async context =>
        {
            using var body = new StreamReader(context.Request.Body);
            var text = await body.ReadToEndAsync(context.RequestAborted);
            seen.Add($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString} {context.Request.Headers.Authorization} {context.Request.ContentType} {text.Trim()} {text.Length}");
            await context.Response.WriteAsJsonAsync(new { state = "done", items = new[] { new { count = 2 } } });
        });
        var plan = new RequestPlan("PUT", file, [new("Authorization", "API_TOKEN")], [new("$.state", "done"), new("items[0].count", "2")], null, null);
        var report = await Requested.RunAsync($"http://127.0.0.1:{server.Port}/a/b?c=d", plan, name => name == "API_TOKEN" ? Token : null);

        report.Load.Failures.ShouldBeEmpty();
        report.Verdict.Kind.ShouldBe(VerdictKind.Met);
        seen.Count.ShouldBe(100);
        seen.Distinct().ShouldBe([$"PUT /a/b?c=d {Token} application/json {{\"name\":\"Zoë\"}} 4014"]);
        File.Delete(file);
    }

    [Fact]
    public async Task AnswerThatSaysSomethingElse_IsAWrongBody()
    {
        await using var server = await ApiServer.StartAsync(context => context.Response.WriteAsJsonAsync(new { state = "broken" }));
        await ShouldFailAsync(server, Requested.Get with { Expect = [new("$.state", "done")] }, FailureKind.WrongBody, "$.state is \"broken\", expected done");
    }

    [Fact]
    public async Task AnswerWithoutTheValue_IsAWrongBody()
    {
        await using var server = await ApiServer.StartAsync(context => context.Response.WriteAsJsonAsync(new { state = "done" }));
        await ShouldFailAsync(server, Requested.Get with { Expect = [new("$.items[0].id", "7")] }, FailureKind.WrongBody, "$.items[0].id is missing, expected 7");
    }

    [Fact]
    public async Task PageInPlaceOfJson_IsAWrongBody()
    {
        await using var server = await ApiServer.StartAsync(context => context.Response.WriteAsync("<h1>Maintenance</h1>"));
        await ShouldFailAsync(server, Requested.Get with { Expect = [new("$.state", "done")] }, FailureKind.WrongBody, "no JSON: <h1>Maintenance</h1>");
    }

    [Fact]
    public async Task Redirect_IsCounted_AndNotFollowed()
    {
        await using var server = await ApiServer.StartAsync(context =>
        {
            context.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        });
        await ShouldFailAsync(server, Requested.Get, FailureKind.Redirect, "302 to /elsewhere");
        server.Requests.ShouldBe(100);
    }

    [Fact]
    public async Task ErrorStatus_IsAStatusFailure_WithTheBeginningOfItsBody()
    {
        await using var server = await ApiServer.StartAsync(context =>
        {
            context.Response.StatusCode = StatusCodes.Status502BadGateway;
            return context.Response.WriteAsync("no healthy upstream");
        });
        await ShouldFailAsync(server, Requested.Get, FailureKind.Status, "502 no healthy upstream");
    }

    [Fact]
    public async Task VersionHeader_OfAnyName_IsReadWhole()
    {
        var calls = 0;
        await using var server = await ApiServer.StartAsync(context =>
        {
            context.Response.Headers["X-App-Version"] = Interlocked.Increment(ref calls) <= 50 ? "v1=a, b/c" : "v2";
            return context.Response.WriteAsync("ok");
        });
        var report = await Requested.RunAsync($"http://127.0.0.1:{server.Port}/", Requested.Get with { VersionHeader = "x-app-version" });
        report.Versions.Select(version => (version.Runtime, version.Answers)).ShouldBe([("v1=a, b/c", 50), ("v2", 50)]);
    }

    [Fact]
    public void EveryProblem_IsNamedAtOnce_AndNoSecret()
    {
        var plan = new RequestPlan(
            "HEAD", "/no/such/file", [new("Authorization", "UNSET"), new("Host", "SET"), new("X-Id", "SPLIT")], [new("$..x", "1")], "no name", "/no/ca.pem");
        ImmutableArray<string> problems =
        [
            .. RequestRules.Check(new Uri("https://user:s3cret@example.com"), plan, name => name switch { "SET" => "v", "SPLIT" => "s3cret\r\nX: y", _ => null }),
        ];

        problems.Length.ShouldBe(9);
        problems.ShouldContain("header Authorization: the variable UNSET is not set; export UNSET=...");
        problems.ShouldAllBe(problem => !problem.Contains("s3cret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("$.a.b", "1")]
    [InlineData("a['b c']", "\"x\"")]
    [InlineData("$.list[1]", "true")]
    [InlineData("$['list'][0].n", "1.50")]
    [InlineData("$", null)]
    public void Path_ThatNamesOneValue_FindsIt(string path, string? raw)
    {
        using var document = System.Text.Json.JsonDocument.Parse("""{"a":{"b":1,"b c":"x"},"list":[{"n":1.50},true]}""");
        JsonPath.TryParse(path)!.Find(document.RootElement)!.Value.GetRawText().ShouldBe(raw ?? document.RootElement.GetRawText());
    }

    [Theory]
    [InlineData("$..a")]
    [InlineData("$.*")]
    [InlineData("$.a[*]")]
    [InlineData("$.a[?(@.b)]")]
    [InlineData("$.a[-1]")]
    [InlineData("")]
    public void Path_ThatNamesNoneOrMany_IsRefused(string path) => JsonPath.TryParse(path).ShouldBeNull();

    private static async Task ShouldFailAsync(ApiServer server, RequestPlan plan, FailureKind kind, string detail)
    {
        var report = await Requested.RunAsync($"http://127.0.0.1:{server.Port}/", plan);
        report.Load.FailuresByKind.Keys.ShouldBe([kind]);
        report.Load.Failed.ShouldBe(100);
        report.Load.Failures[0].Detail.ShouldBe(detail);
        report.Verdict.Kind.ShouldBe(VerdictKind.Missed);
    }
}
