using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DddAspire.IntegrationServer.Draining;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.IntegrationServer.Live;

/// <summary>One solution a test, as each test breaks its own.</summary>
public sealed class DisturbanceLiveTests : IAsyncLifetime
{
    private readonly LiveSolution solution = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        LiveTool.Require(LiveNats.Missing, LivePostgres.Missing);
        return solution.InitializeAsync();
    }

    public ValueTask DisposeAsync() => solution.DisposeAsync();

    [Fact]
    public async Task Shop_ThatIsAway_IsNamedAndTheQuoteIsStored()
    {
        await solution.StopAsync("ddd-chris/bars/ChrisV1");

        var quote = await JsonOf(await LiveQuote.PostAsync(solution.Api, "late@example.org", "late-1", Cancelled));

        quote.GetProperty("LateVendors").EnumerateArray().Select(vendor => vendor.GetString()).ShouldBe(["ChrisCrumpledCars"]);
        quote.GetProperty("Versions").GetString().ShouldBe("1,1,-");
        quote.GetProperty("RepairQuotes").GetArrayLength().ShouldBe(2);
        (await JsonOf(await solution.Api.GetAsync("/drivewayrepair/quote?Email=late@example.org", Cancelled)))[0].GetRawText().ShouldBe(quote.GetRawText());
    }

    [Fact]
    public async Task QueueManager_ThatIsAway_Is503AndComesBack()
    {
        await solution.Nats.StopAsync();

        var answer = await LiveQuote.PostAsync(solution.Api, "away@example.org", "away-1", Cancelled);
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");

        await solution.Nats.StartAsync();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while ((await LiveQuote.PostAsync(solution.Api, "away@example.org", "away-2", limit.Token)).StatusCode != HttpStatusCode.OK)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
        }
    }

    [Fact]
    public async Task Shops_RolledOneAfterTheOtherUnderLoad_LoseNoCall()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        (await VersionsOfAsync("roll-before")).ShouldBe("1,1,1");
        var calling = CallUntilAsync(stop.Token);
        foreach (var shop in new[] { "ddd-acme/bars/Acme", "ddd-bernie/bars/Bernie", "ddd-chris/bars/Chris" })
        {
            await solution.StartAsync($"{shop}V2");
            await solution.ServerOf($"{shop}V1").Services.GetRequiredService<Drain>().RunAsync();
            await solution.StopAsync($"{shop}V1");
        }

        await stop.CancelAsync();

        (await calling).ShouldAllBe(version => !version.Contains('-', StringComparison.Ordinal));
        (await VersionsOfAsync("roll-after")).ShouldBe("2,2,2");
    }

    [Fact]
    public async Task Api_WhileItDrains_ServesOnButClosesTheConnection()
    {
        var drained = solution.ServerOf("ddd-api/bars/DrivewayDemo").Services.GetRequiredService<Drain>().RunAsync();

        var answer = await LiveQuote.PostAsync(solution.Api, "drain@example.org", "drain-1", Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.ConnectionClose.ShouldBe(true);
        (await solution.Api.GetAsync("/ready", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        await drained.WaitAsync(TimeSpan.FromSeconds(30), Cancelled);
    }

    private async Task<List<string>> CallUntilAsync(CancellationToken stop)
    {
        var versions = new List<string>();
        for (var number = 0; !stop.IsCancellationRequested; number++)
        {
            versions.Add(await VersionsOfAsync($"roll-{number}"));
        }

        return versions;
    }

    private async Task<string> VersionsOfAsync(string request)
    {
        var quote = await JsonOf(await LiveQuote.PostAsync(solution.Api, "roll@example.org", request, Cancelled));
        return quote.GetProperty("Versions").GetString()!;
    }

    private static async Task<JsonElement> JsonOf(HttpResponseMessage answer) => await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled);
}
