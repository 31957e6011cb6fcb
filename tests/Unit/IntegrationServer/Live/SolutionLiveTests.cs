using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.IntegrationServer.Live;

public sealed class SolutionLiveTests(LiveSolution solution) : IClassFixture<LiveSolution>
{
    private const string Path = "/drivewayrepair/quote";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sample_GetsTheOffersOfTheContractAndIsReadBackAsItWasAnswered()
    {
        SkipUnlessLive();
        var answer = await PostAsync("one@example.org", "sample-1");
        var posted = await answer.Content.ReadAsStringAsync(Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.GetValues("X-Integration-Versions").ShouldBe(
            ["api=12.0.11.0-r1/DrivewayDemo, acme=12.0.11.0-r1/AcmeV1, bernie=12.0.11.0-r1/BernieV1, chris=12.0.11.0-r1/ChrisV1"]);
        var quote = JsonDocument.Parse(posted).RootElement;
        quote.GetProperty("Versions").GetString().ShouldBe("1,1,1");
        CostsOf(quote).ShouldBe(["AcmeAutoAccidents 150", "BernieBashedBumpers 300", "ChrisCrumpledCars 225"]);

        var found = await solution.Api.GetAsync($"{Path}?QuoteID={quote.GetProperty("QuoteID")}", Cancelled);
        found.Headers.GetValues("X-Integration-Versions").ShouldBe(["api=12.0.11.0-r1/DrivewayDemo"]);
        (await found.Content.ReadAsStringAsync(Cancelled)).ShouldBe($"[{posted}]");
    }

    [Fact]
    public async Task RequestId_SentManyTimesAtOnce_IsOneQuote()
    {
        SkipUnlessLive();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => PostAsync("same@example.org", "same-id")));

        var ids = await Task.WhenAll(answers.Select(async answer => (await JsonOf(answer)).GetProperty("QuoteID").GetInt64()));
        ids.Distinct().ShouldHaveSingleItem();
        (await JsonOf(await solution.Api.GetAsync($"{Path}?Email=same@example.org", Cancelled))).GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Search_ByEmail_GivesTheNewestFive()
    {
        SkipUnlessLive();
        for (var number = 0; number < 7; number++)
        {
            (await PostAsync("seven@example.org", $"seven-{number}")).EnsureSuccessStatusCode();
        }

        var found = await JsonOf(await solution.Api.GetAsync($"{Path}?Email=seven@example.org", Cancelled));

        var ids = found.EnumerateArray().Select(quote => quote.GetProperty("QuoteID").GetInt64()).ToArray();
        ids.Length.ShouldBe(5);
        ids.ShouldBe(ids.OrderDescending());
    }

    [Theory]
    [InlineData("""{"Name":"x"}""", "DentLocations")]
    [InlineData("""{"DentLocations":[{"PanelType":"Door","NumberOfDents":"two"}]}""", "DentLocations[0].NumberOfDents")]
    [InlineData("no json", "body")]
    public async Task Body_ThatIsWrong_IsRefusedByItsField(string body, string field)
    {
        SkipUnlessLive();
        var answer = await solution.Api.PostAsync(Path, new StringContent(body), Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        answer.Headers.Contains("X-Integration-Versions").ShouldBeTrue();
        (await JsonOf(answer)).GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Body_ThatIsTooLarge_IsRefused()
    {
        SkipUnlessLive();
        var answer = await solution.Api.PostAsync(Path, new StringContent($"{{\"Name\":\"{new string('x', 100_000)}\"}}"), Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task QuoteId_ThatIsUnknown_IsNotFound()
    {
        SkipUnlessLive();
        var answer = await solution.Api.GetAsync($"{Path}?QuoteID=999999999", Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Contract_IsServedAsOpenApi()
    {
        SkipUnlessLive();
        var document = await JsonOf(await solution.Api.GetAsync("/openapi/v1.json", Cancelled));

        document.GetProperty("paths").GetProperty(Path).EnumerateObject().Select(operation => operation.Name).ShouldBe(["post", "get"]);
    }

    private static void SkipUnlessLive() => LiveTool.Require(LiveNats.Missing, LivePostgres.Missing);

    private Task<HttpResponseMessage> PostAsync(string email, string requestId) => LiveQuote.PostAsync(solution.Api, email, requestId, Cancelled);

    private static async Task<JsonElement> JsonOf(HttpResponseMessage answer) => await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled);

    private static IEnumerable<string> CostsOf(JsonElement quote) => quote.GetProperty("RepairQuotes").EnumerateArray()
        .Select(offer => $"{offer.GetProperty("VendorName").GetString()} {offer.GetProperty("CostEstimate").GetRawText()}");
}
