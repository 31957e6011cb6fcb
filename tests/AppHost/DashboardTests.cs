using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using DddAspire.DemoEnvironment.Tools;
using DddAspire.Support;
using Shouldly;
using Xunit;

namespace DddAspire.AppHostTests;

/// <summary>The presenter's second screen, with a mouse.</summary>
[Collection(EnvironmentCollection.Name)]
public sealed partial class DashboardTests(Dashboard dashboard) : IClassFixture<Dashboard>
{
    private const string Healthy = "^(?!.*Unhealthy).*Running";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan ChangeLimit = TimeSpan.FromMinutes(6);
    private static readonly string[] Running = ["demo", "git", "cluster", "database", "queue", "ddd-api", "ddd-acme", "ddd-bernie", "ddd-chris", "telemetry", "registry", "load", "runner"];
    private static readonly string[] Finished = ["prerequisites", "base-images", "repository", "platform"];

    [Fact(Skip = Host.NeedsChromium, SkipType = typeof(Host), SkipUnless = nameof(Host.CanShowThePage))]
    public void Part_WhosePortIsTaken_SaysWhoseAndWhatToDo_AndTryAgainMendsIt()
    {
        // That everything runs by now is the other half: it was told to try again.
        dashboard.LogOfTheFailure.ShouldContain("5001");
        dashboard.LogOfTheFailure.ShouldContain("Next:");
    }

    [Fact(Skip = Host.NeedsChromium, SkipType = typeof(Host), SkipUnless = nameof(Host.CanShowThePage))]
    public async Task Resources_WhenEverythingIsUp_RunHealthily()
    {
        foreach (var name in Running)
        {
            await dashboard.ReachesAsync(name, Healthy, Limit);
        }

        foreach (var name in Finished)
        {
            await dashboard.ReachesAsync(name, "Finished", Limit);
        }

        await dashboard.ShootAsync("resources");
        await dashboard.GoAsync("/?view=Graph");
        await dashboard.SeesAsync(StoryName(), Limit);
        await dashboard.ShootGraphAsync("graph");
    }

    [Fact(Skip = Host.NeedsChromium, SkipType = typeof(Host), SkipUnless = nameof(Host.CanShowThePage))]
    public async Task ChangeTheFixPack_ByMouse_EndsWithItsResult_AndIsOneTraceToTheEndOfTheRollout()
    {
        await dashboard.ReachesAsync("ddd-acme", "Running", Limit);
        await dashboard.AnswerAsync("ddd-acme", "Change the fix pack");

        await dashboard.ReachesAsync("ddd-acme", "12.0.12.0-r1", ChangeLimit);
        await dashboard.Page.GetByTitle("Notifications").First.ClickAsync();
        await dashboard.SeesAsync(Live(), ChangeLimit);

        await dashboard.GoAsync("/traces/resource/runner");
        await dashboard.OpensAsync(dashboard.Page.Locator("tbody tr").Filter(new() { HasText = "/base-image" }).First, "/traces/detail/");
        await dashboard.SeesAsync(LastStage(), Limit);
        await dashboard.ShootAsync("trace");
        var trace = await dashboard.Page.Locator("body").InnerTextAsync();
        foreach (var span in new[] { "git push", "docker-buildx build", "webhook delivery", "POST /webhook", "checkout", "build", "deploy ddd-dev", "check ddd-dev", "deploy ddd-test", "check ddd-test" })
        {
            trace.ShouldContain(span);
        }

        (await dashboard.Page.Locator("svg.trace-tag-icon[style*='var(--error)']").CountAsync()).ShouldBe(0);
    }

    [Theory(Skip = Host.NeedsChromium, SkipType = typeof(Host), SkipUnless = nameof(Host.CanShowThePage))]
    [InlineData("load")]
    [InlineData("runner")]
    public async Task Stop_OfAProgram_StopsThatAlone_AndStartBringsItBack(string program)
    {
        await dashboard.ReachesAsync(program, "Running", Limit);
        await dashboard.CommandAsync(program, "Stop", "Stopping|Finished|Exited");
        await dashboard.ReachesAsync(program, "Finished|Exited", Limit);
        // The solution is the cluster's, and serves on.
        (await QuoteAsync(Guid.NewGuid().ToString("N"))).ShouldBe(HttpStatusCode.OK);

        await dashboard.CommandAsync(program, "Start", "Starting|Running");
        await dashboard.ReachesAsync(program, Healthy, Limit);
        await dashboard.ReachesAsync("git", Healthy, Limit);
    }

    [Fact(Skip = Host.NeedsChromium, SkipType = typeof(Host), SkipUnless = nameof(Host.CanShowThePage))]
    public async Task Quote_IsOneTraceThroughApiQueueAndThreeShops()
    {
        var id = Guid.NewGuid().ToString("N");
        (await QuoteAsync(id)).ShouldBe(HttpStatusCode.OK);

        await Awaited.ThatAsync("the trace of the quote", Limit, async _ =>
        {
            await dashboard.GoAsync($"/traces/detail/{id}");
            await dashboard.Page.WaitForTimeoutAsync(1_000);
            var trace = await dashboard.Page.Locator("body").InnerTextAsync();
            return new[] { "POST /drivewayrepair/quote", "ddd-api", "ddd-acme", "ddd-bernie", "ddd-chris", "postgres" }.FirstOrDefault(part => !trace.Contains(part, StringComparison.Ordinal)) is { } missing
                ? $"no {missing}" : null;
        });
    }

    [Fact(Skip = Host.NeedsChromium, SkipType = typeof(Host), SkipUnless = nameof(Host.CanShowThePage))]
    public async Task StructuredLogs_OfAPod_AreFoundByItsResource()
    {
        var pod = (await ToolRunner.RunAsync(
            new("kubectl", [$"--kubeconfig={OwnEnvironment.Layout.Kubeconfig}", "--namespace=ddd-test", "get", "pods", "--selector=app.kubernetes.io/name=ddd-bernie", "--output=jsonpath={.items[0].metadata.name}"]),
            TestContext.Current.CancellationToken)).StandardOutput;

        await dashboard.GoAsync($"/structuredlogs/resource/ddd-bernie-{pod}");

        await dashboard.SeesAsync(Listening(), Limit);
    }

    private static async Task<HttpStatusCode> QuoteAsync(string trace)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://127.0.0.1:8080/drivewayrepair/quote")
        {
            Content = new StringContent(
                """{"Name":"Dashboard","EMail":"dashboard@ddd.example","Address":"1 Street","USState":"NY","LicensePlate":"DASH","DentLocations":[{"PanelType":"Door","NumberOfDents":1}]}""",
                Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("traceparent", $"00-{trace}-00f067aa0ba902b7-01");
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    [GeneratedRegex(@"^\s*story\s*$")]
    private static partial Regex StoryName();

    [GeneratedRegex(@"is live, \d+ s after the push")]
    private static partial Regex Live();

    [GeneratedRegex(@"check ddd-test")]
    private static partial Regex LastStage();

    [GeneratedRegex(@"Listening on port \d+")]
    private static partial Regex Listening();
}
