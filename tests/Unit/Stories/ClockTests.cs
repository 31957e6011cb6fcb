using System.Collections.Immutable;
using DddAspire.DemoRunner.Stories;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Stories;

/// <summary>Somebody sets the machine's clock during a story: the runner reads the new time, the load client goes on with its own.</summary>
public sealed class ClockTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    public void Change_AfterTheClockWasSet_IsSeenAsLongAfterItsPushAsItWas(int hours)
    {
        var set = TimeSpan.FromHours(hours);
        var upgrade = SampleStory.Upgrade with { Evidence = SampleStory.Upgrade.Evidence with { PushedAt = SampleStory.At(20) + set } };
        var rollback = SampleStory.Rollback with { Evidence = SampleStory.Rollback.Evidence with { PushedAt = SampleStory.At(60) + set } };
        var facts = SampleStory.Facts with
        {
            Changes = [upgrade, rollback],
            Load = SampleStory.Load with { Marks = [new(Callers.ChangePushed, SampleStory.At(20.2)), new(Callers.WayBackPushed, SampleStory.At(60.2))] },
        };
        var progress = Progress with { Marks = [new(SampleStory.At(20.2) + set, Callers.ChangePushed), new(SampleStory.At(60.2) + set, Callers.WayBackPushed)] };

        ReportComposer.SeenAt(upgrade, 0, facts, progress).ShouldBe(SampleStory.At(27) + set);
        ReportComposer.SeenAt(rollback, 1, facts, progress).ShouldBe(SampleStory.At(66) + set);
    }

    private static StoryProgress Progress => new("1", new StoryRequest(StoryName.FixPack, "ddd-acme", "ddd-test", 50), SampleStory.At(0), [])
    {
        Timeline = [.. Enumerable.Range(10, 80).Select(second => new TimelineSecond(SampleStory.At(second), 50, 0, 5, Served(second is < 27 or >= 66 ? SampleStory.Old : SampleStory.New)))],
    };

    private static ImmutableSortedDictionary<string, long> Served(IntegrationVersion version) =>
        ImmutableSortedDictionary<string, long>.Empty.Add(version.ToString(), 50);
}
