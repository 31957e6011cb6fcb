using System.Text.Json.Nodes;
using DddAspire.DemoRunner.Stories;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Stories;

public sealed class SampleQuoteTests
{
    private const string Answer = """
        {"QuoteID":7,"Versions":"1,1,1","RepairQuotes":[
          {"VendorName":"AcmeAutoAccidents","CostEstimate":150,"EarliestAppointmentDate":"2026-03-24"},
          {"VendorName":"BernieBashedBumpers","CostEstimate":300,"EarliestAppointmentDate":"2026-03-19"},
          {"VendorName":"ChrisCrumpledCars","CostEstimate":225,"EarliestAppointmentDate":"2026-03-21"}]}
        """;

    [Fact]
    public void Body_OfTheSample_LeavesOutIdAndDates() =>
        Parse(Answer).Body.ShouldBe("Versions \"1,1,1\", costs 150 / 300 / 225");

    [Fact]
    public void NewBar_OfAcme_SaysTwoAndIsTenPercentCheaper() =>
        Parse(Answer).WithNewBarOf("ddd-acme").Body.ShouldBe("Versions \"2,1,1\", costs 135 / 300 / 225");

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"Versions":"1","RepairQuotes":[{}]}""")]
    public void Answer_ThatIsNoQuote_IsRefused(string body) =>
        Should.Throw<HttpRequestException>(() => Parse(body));

    [Fact]
    public void Header_OfAnAnswer_NamesEachIntegrationsVersion() =>
        VersionHeaders.Read("api=12.0.11.0-r1/DrivewayDemo, acme=12.0.12.0-r1/AcmeV1, nonsense").ShouldBe(new Dictionary<string, IntegrationVersion>
        {
            ["ddd-acme"] = new("12.0.12.0-r1", "AcmeV1"),
            ["ddd-api"] = new("12.0.11.0-r1", "DrivewayDemo"),
        }, ignoreOrder: true);

    private static SampleQuote Parse(string body) =>
        SampleQuote.Parse((JsonObject)JsonNode.Parse(body)!, VersionHeaders.Read(""));
}
