using DddAspire.LoadClient.Windows;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.LoadClient.Windows;

public sealed class DurationHistogramTests
{
    [Fact]
    public void Quantiles_OfAKnownDistribution_AreWithinATenthOfAPercent()
    {
        var histogram = DurationHistogram.ForReport();
        for (var ms = 1; ms <= 10_000; ms++)
        {
            histogram.Record(TimeSpan.FromMilliseconds(ms));
        }

        var quantiles = histogram.ToQuantiles();
        quantiles.P50.ShouldBe(5000, 5);
        quantiles.P99.ShouldBe(9900, 10);
        quantiles.P999.ShouldBe(9990, 10);
        quantiles.Max.ShouldBe(10_000, 10);
    }

    [Fact]
    public void Durations_OutsideTheRange_CountAsItsEnds()
    {
        var histogram = DurationHistogram.ForReport();
        histogram.Record(TimeSpan.FromHours(1));
        histogram.Record(TimeSpan.FromMilliseconds(-1));
        histogram.Count.ShouldBe(2);
        histogram.ToQuantiles().Max.ShouldBe(600_000, 600);
    }

    [Fact]
    public void Nothing_HasNoQuantiles() => DurationHistogram.ForWindow().ToQuantiles().ShouldBe(Quantiles.None);
}
