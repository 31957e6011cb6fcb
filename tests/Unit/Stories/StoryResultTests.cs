using DddAspire.DemoRunner.CommandLine;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Stories;

public sealed class StoryResultTests
{
    [Theory]
    [InlineData(StoryName.FixPack, StoryOutcome.Passed, 0, true)]
    [InlineData(StoryName.FixPack, StoryOutcome.Inconclusive, 0, false)]
    [InlineData(StoryName.NoChange, StoryOutcome.Failed, 0, true)]
    [InlineData(StoryName.NoChange, StoryOutcome.Passed, 0, false)]
    [InlineData(StoryName.Downtime, StoryOutcome.Failed, 12, true)]
    [InlineData(StoryName.Downtime, StoryOutcome.Failed, 0, false)]
    [InlineData(StoryName.Downtime, StoryOutcome.Passed, 0, false)]
    public void Story_IsRight_WhenItSaysWhatItShould_AndAControlWasCaught(StoryName story, StoryOutcome verdict, long failed, bool right) =>
        SampleStory(story, verdict, failed).IsRight.ShouldBe(right);

    [Fact]
    public void Table_HasALineForEachStory_AndTheCount() =>
        StoryResult.Table([SampleStory(StoryName.FixPack, StoryOutcome.Passed, 0), SampleStory(StoryName.NoChange, StoryOutcome.Passed, 0)]).ShouldBe("""
            story                verdict       as it should be     calls   failed         took  report
            fix-pack             passed        yes                  2500        0       50.0 s  /r/report.html
            no-change            passed        NO, failed           2500        0       50.0 s  /r/report.html
            1 of 2 stories as they should be
            """);

    private static StoryResult SampleStory(StoryName story, StoryOutcome verdict, long failed)
    {
        var start = DateTimeOffset.UnixEpoch;
        var progress = StoryProgress.Begin(new(start, "id", StoryRequest.Of(story, null, null, null), [])) with
        {
            Timeline = [new(start, 2500 - failed, failed, 1, System.Collections.Immutable.ImmutableSortedDictionary<string, long>.Empty)],
            End = new(start.AddSeconds(50), verdict, [], "/r/report.html"),
        };
        return StoryResult.Of(story, progress);
    }
}
