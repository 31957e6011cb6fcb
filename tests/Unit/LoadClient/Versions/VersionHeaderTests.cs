using DddAspire.LoadClient.Pacing;
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
            new VersionEntry("api", "12.0.11.0-r1", "DrivewayDemo"),
            new VersionEntry("acme", "12.0.12.0-r1", "AcmeV1"),
        ]);

    [Theory]
    [InlineData("api", "api", "", "")]
    [InlineData("api=12", "api", "12", "")]
    [InlineData("api=12/a/b=c", "api", "12", "a/b=c")]
    public void Entry_OfAnotherForm_IsKeptAsFarAsItGoes(string text, string integration, string runtime, string bar) =>
        VersionHeader.Parse(System.Text.Encoding.ASCII.GetBytes(text)).Versions.ShouldBe([new VersionEntry(integration, runtime, bar)]);

    [Fact]
    public void SameHeader_IsParsedOnce()
    {
        var cache = new VersionHeaderCache();
        var first = cache.Find("api=1/A"u8);
        cache.Find("api=1/A"u8).ShouldBeSameAs(first);
        cache.Find("api=2/A"u8).ShouldNotBeSameAs(first);
        cache.Find([]).ShouldBeNull();
    }

    [Fact]
    public void Version_ThatIsKnown_GoesOnBeingSeen_HoweverManyHeadersCome()
    {
        var timeline = new VersionTimeline(new RunClock(TimeProvider.System));
        for (var second = 0; second < 1_000; second++)
        {
            timeline.Add(VersionHeader.Parse(System.Text.Encoding.ASCII.GetBytes($"acme=1/A, made={second}/up")), TimeSpan.FromSeconds(second));
        }

        var sightings = timeline.ToSightings();

        sightings.Length.ShouldBeLessThan(300, "a server that makes up headers does not fill the memory");
        var acme = sightings.Single(seen => seen.Integration == "acme");
        acme.Answers.ShouldBe(1_000);
        (acme.LastSeen - acme.FirstSeen).ShouldBe(TimeSpan.FromSeconds(999));
    }
}
