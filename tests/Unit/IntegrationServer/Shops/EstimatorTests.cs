using DddAspire.IntegrationServer.Bars;
using DddAspire.IntegrationServer.Quotes;
using DddAspire.IntegrationServer.Shops;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.IntegrationServer.Shops;

public sealed class EstimatorTests
{
    private static readonly ShopRequest Sample = new("r1", "A1B2C3", [new DentLocation("Door", 2), new DentLocation("Fender", 1)]);
    private static readonly DateOnly Today = new(2026, 12, 28);

    [Theory]
    [InlineData(50, 10, "2027-01-07", 150)]
    [InlineData(100, 5, "2027-01-02", 300)]
    [InlineData(75, 7, "2027-01-04", 225)]
    public void Sample_InTheFirstVersion_CostsWhatTheContractSays(int perDent, int days, string appointment, int cost) =>
        Estimator.Estimate(Sample, new FlowStep.Estimate("Vendor", perDent, days, 0, 1), Today)
            .ShouldBe(new ShopEstimate("r1", "A1B2C3", cost, DateOnly.Parse(appointment, null), 1));

    [Theory]
    [InlineData(50, "135")]
    [InlineData(100, "270")]
    [InlineData(75, "202.5")]
    public void Sample_InTheSecondVersion_IsTenPercentCheaper(int perDent, string cost)
    {
        var estimate = Estimator.Estimate(Sample, new FlowStep.Estimate("Vendor", perDent, 5, 10, 2), Today);

        estimate.Version.ShouldBe(2);
        $"{estimate.EstimatedCost}".ShouldBe(cost);
    }

    [Fact]
    public void Request_AskedTwice_HasTheSameAnswer()
    {
        var terms = new FlowStep.Estimate("Vendor", 50, 10, 0, 1);

        Estimator.Estimate(Sample, terms, Today).ShouldBe(Estimator.Estimate(Sample, terms, Today));
    }
}
