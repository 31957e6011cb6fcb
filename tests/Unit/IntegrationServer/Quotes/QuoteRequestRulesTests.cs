using DddAspire.IntegrationServer.Quotes;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.IntegrationServer.Quotes;

public sealed class QuoteRequestRulesTests
{
    private static readonly QuoteRequestBody Sample = new(
        "Ms Dent", "dent@example.org", "1 Main St", "FL", "A1B2C3",
        [new QuoteRequestBody.Dent("Door", 2), new QuoteRequestBody.Dent("Fender", 1)]);

    [Fact]
    public void Sample_IsTakenAsItIs()
    {
        var faults = new FieldFaults();

        var request = QuoteRequestRules.Check(Sample, faults).ShouldNotBeNull();

        faults.IsEmpty.ShouldBeTrue();
        request.DentLocations.ShouldBe([new DentLocation("Door", 2), new DentLocation("Fender", 1)]);
        (request.Name, request.EMail, request.Address, request.USState, request.LicensePlate)
            .ShouldBe(("Ms Dent", "dent@example.org", "1 Main St", "FL", "A1B2C3"));
    }

    [Fact]
    public void EmptyBody_IsRefusedWithEveryFieldNamed() =>
        FaultsOf(new QuoteRequestBody(null, null, null, null, null, null)).Keys.ShouldBe(
            ["Name", "EMail", "Address", "USState", "LicensePlate", "DentLocations"], ignoreOrder: true);

    [Fact]
    public void Dents_ThatMakeNoSense_AreNamedByTheirPlace() =>
        FaultsOf(Sample with { DentLocations = [new("Door", 2), new(" ", 0), null] }).Keys.ShouldBe(
            [
                "DentLocations[1].PanelType", "DentLocations[1].NumberOfDents",
                "DentLocations[2].PanelType", "DentLocations[2].NumberOfDents",
            ],
            ignoreOrder: true);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1001)]
    [InlineData(null)]
    public void NumberOfDents_OutOfRange_IsRefused(int? number) =>
        FaultsOf(Sample with { DentLocations = [new("Door", number)] }).ShouldContainKey("DentLocations[0].NumberOfDents");

    [Theory]
    [InlineData("nobody")]
    [InlineData("@example.org")]
    public void EMail_WithoutAnAddress_IsRefused(string email) => FaultsOf(Sample with { EMail = email }).ShouldContainKey("EMail");

    [Fact]
    public void Text_ThatTheDatabaseCannotHold_IsRefused()
    {
        FaultsOf(Sample with { Name = new string('x', QuoteRequestRules.LongestText + 1) }).ShouldContainKey("Name");
        FaultsOf(Sample with { Name = "a\0b" }).ShouldContainKey("Name");
    }

    [Fact]
    public void Panels_WithoutEnd_AreRefused() =>
        FaultsOf(Sample with { DentLocations = [.. Enumerable.Repeat(new QuoteRequestBody.Dent("Door", 1), QuoteRequestRules.MostLocations + 1)] })
            .ShouldContainKey("DentLocations");

    private static Dictionary<string, string[]> FaultsOf(QuoteRequestBody body)
    {
        var faults = new FieldFaults();
        QuoteRequestRules.Check(body, faults).ShouldBeNull();
        return faults.ToErrors();
    }
}
