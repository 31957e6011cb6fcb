using Shouldly;
using Xunit;

namespace DddAspire.Unit.Stories;

public sealed class StoryRequestTests
{
    [Theory]
    [InlineData(StoryName.FixPack, "ddd-acme", "ddd-test")]
    [InlineData(StoryName.BrokenFixPack, "ddd-acme", "ddd-dev")]
    [InlineData(StoryName.SeveralVersions, "ddd-acme", "ddd-test")]
    [InlineData(StoryName.Downtime, "ddd-api", "ddd-test")]
    internal void Request_WithNothingSaid_IsAsTheStoryIsUsuallyTold(StoryName story, string integration, string space) =>
        StoryRequest.Of(story, null, null, null).ShouldBe(new(story, integration, space, 50));

    [Theory]
    [InlineData("ddd-other", null, null, "There is no integration 'ddd-other'.")]
    [InlineData(null, "default", null, "There is no namespace 'default' of this solution.")]
    [InlineData(null, null, 0.0, "A rate of 0 calls a second is out of range.")]
    [InlineData(null, null, double.NaN, "A rate of NaN calls a second is out of range.")]
    [InlineData("ddd-api", null, null, "ddd-api has one version of its application only.")]
    public void Request_ForWhatIsNotThere_IsRefused(string? integration, string? space, double? rate, string reason) =>
        Should.Throw<StoryRefusedException>(() => StoryRequest.Of(StoryName.ApplicationUpdate, integration, space, rate)).Message.ShouldBe(reason);

    [Fact]
    public void SeveralVersions_OfSomethingThatIsNoShop_IsRefused() =>
        Should.Throw<StoryRefusedException>(() => StoryRequest.Of(StoryName.SeveralVersions, "ddd-api", null, null))
            .Message.ShouldBe("ddd-api is none of the three shops, whose versions this story mixes.");

    [Fact]
    public void Names_Formatted_AreParsedBack() =>
        StoryNames.All.Select(StoryNames.Parse).ShouldBe(Enum.GetValues<StoryName>().Select(name => (StoryName?)name));
}
