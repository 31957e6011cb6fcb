using System.Text.Json;
using DddAspire.IntegrationServer.Bars;
using DddAspire.IntegrationServer.Quotes;
using DddAspire.IntegrationServer.Shops;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.IntegrationServer.Quotes;

public sealed class QuoteOfferTests
{
    private static readonly DateOnly Day = new(2026, 12, 1);

    [Fact]
    public void Answers_OfAllShops_AreOffersInTheShopsOrder()
    {
        var offer = QuoteOffer.From([Answer("acme", 150, 2), Answer("bernie", 300, 1), Answer("chris", 225, 1)]);

        offer.Versions.ShouldBe("2,1,1");
        offer.LateVendors.ShouldBeEmpty();
        offer.RepairQuotes.ShouldBe(
            [new RepairQuote("acme vendor", 150, Day), new RepairQuote("bernie vendor", 300, Day), new RepairQuote("chris vendor", 225, Day)]);
    }

    [Fact]
    public void Shop_ThatIsLate_IsNamedAndMakesNoOffer()
    {
        var offer = QuoteOffer.From([Answer("acme", 150, 1), Late("bernie"), Answer("chris", 225, 1)]);

        offer.Versions.ShouldBe("1,-,1");
        offer.LateVendors.ShouldBe(["bernie vendor"]);
        offer.RepairQuotes.Select(quote => quote.VendorName).ShouldBe(["acme vendor", "chris vendor"]);
    }

    [Fact]
    public void Quote_AsJson_HasTheNamesOfTheContract()
    {
        var quote = new Quote(7, "Ms Dent", "dent@example.org", "1 Main St", "FL", "A1B2C3", "1,1,1", [new RepairQuote("Acme", 202.5m, Day)]);

        JsonSerializer.Serialize(quote, QuoteJson.Default.Quote).ShouldBe(
            """
            {"QuoteID":7,"Name":"Ms Dent","EMail":"dent@example.org","Address":"1 Main St","USState":"FL","LicensePlate":"A1B2C3","Versions":"1,1,1","RepairQuotes":[{"VendorName":"Acme","CostEstimate":202.5,"EarliestAppointmentDate":"2026-12-01"}]}
            """);
    }

    [Fact]
    public void Shop_IsTold_NothingAboutThePerson() =>
        JsonSerializer.Serialize(new ShopRequest("r1", "A1B2C3", [new DentLocation("Door", 2)]), ShopJson.Default.ShopRequest)
            .ShouldBe("""{"RequestID":"r1","LicensePlate":"A1B2C3","DentLocations":[{"PanelType":"Door","NumberOfDents":2}]}""");

    private static ShopAnswer Answer(string shop, decimal cost, int version) =>
        new(ShopOf(shop), new ShopEstimate("r1", "A1B2C3", cost, Day, version), new ServedBy("12.0.11.0-r1", shop));

    private static ShopAnswer Late(string shop) => new(ShopOf(shop), null, null);

    private static ShopQueue ShopOf(string shop) => new(shop, $"{shop} vendor", $"{shop}In");
}
