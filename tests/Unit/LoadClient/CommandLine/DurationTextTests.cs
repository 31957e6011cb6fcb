using DddAspire.LoadClient.CommandLine;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.LoadClient.CommandLine;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("30s", 30)]
    [InlineData("1.5m", 90)]
    [InlineData("1h", 3600)]
    public void Duration_WithAUnit_IsRead(string text, double seconds)
    {
        DurationText.TryParse(text, out var duration).ShouldBeTrue();
        duration.TotalSeconds.ShouldBe(seconds);
    }

    [Theory]
    [InlineData("30")]
    [InlineData("s")]
    [InlineData("-1s")]
    [InlineData("0s")]
    [InlineData("1d")]
    [InlineData("1.2.3s")]
    public void Anything_Else_IsNot(string text) => DurationText.TryParse(text, out _).ShouldBeFalse();
}
