using DddAspire.LoadClient.Calls;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.LoadClient.Calls;

public sealed class FreshShareTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.1, 100)]
    [InlineData(0.25, 250)]
    [InlineData(1, 1000)]
    public void Share_OfAThousandCalls_IsThatMany(double share, int expected) =>
        Enumerable.Range(0, 1000).Count(number => FreshShare.Takes(number, share)).ShouldBeInRange(expected - 1, expected);
}
