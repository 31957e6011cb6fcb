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
        var upgrade = Told.Upgrade with { Evidence = Told.Upgrade.Evidence with { PushedAt = Told.At(20) + set } };
        var rollback = Told.Rollback with { Evidence = Told.Rollback.Evidence with { PushedAt = Told.At(60) + set } };
        var facts = Told.Facts with
        {
            Changes = [upgrade, rollback],
            Load = Told.Load with { Marks = [new(Callers.ChangePushed, Told.At(20.2)), new(Callers.WayBackPushed, Told.At(60.2))] },
        };
        var progress = Progress with { Marks = [new(Told.At(20.2) + set, Callers.ChangePushed), new(Told.At(60.2) + set, Callers.WayBackPushed)] };

        ReportComposer.SeenAt(upgrade, 0, facts, progress).ShouldBe(Told.At(27) + set);
        ReportComposer.SeenAt(rollback, 1, facts, progress).ShouldBe(Told.At(66) + set);
    }

    private static StoryProgress Progress => new("1", new StoryRequest(StoryName.FixPack, "ddd-acme", "ddd-test", 50), Told.At(0), [])
    {
        Timeline = [.. Enumerable.Range(10, 80).Select(second => new TimelineSecond(Told.At(second), 50, 0, 5, Served(second is < 27 or >= 66 ? Told.Old : Told.New)))],
    };

    private static ImmutableSortedDictionary<string, long> Served(IntegrationVersion version) =>
        ImmutableSortedDictionary<string, long>.Empty.Add(version.ToString(), 50);
}
