using DddAspire.LoadClient.Versions;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.LoadClient.Versions;

public sealed class VersionHeaderTests
{
    [Fact]
    public void Header_NamesEachIntegration() =>
        VersionHeader.Parse("api=12.0.11.0-r1/DrivewayDemo, acme=12.0.12.0-r1/AcmeV1"u8).Versions.ShouldBe(
        [
            new IntegrationVersion("api", "12.0.11.0-r1", "DrivewayDemo"),
            new IntegrationVersion("acme", "12.0.12.0-r1", "AcmeV1"),
        ]);

    [Theory]
    [InlineData("api", "api", "", "")]
    [InlineData("api=12", "api", "12", "")]
    [InlineData("api=12/a/b=c", "api", "12", "a/b=c")]
    public void Entry_OfAnotherForm_IsKeptAsFarAsItGoes(string text, string integration, string runtime, string bar) =>
        VersionHeader.Parse(System.Text.Encoding.ASCII.GetBytes(text)).Versions.ShouldBe([new IntegrationVersion(integration, runtime, bar)]);

    [Fact]
    public void SameHeader_IsParsedOnce()
    {
        var cache = new VersionHeaderCache();
        var first = cache.Find("api=1/A"u8);
        cache.Find("api=1/A"u8).ShouldBeSameAs(first);
        cache.Find("api=2/A"u8).ShouldNotBeSameAs(first);
        cache.Find([]).ShouldBeNull();
    }
}
