using DddAspire.DemoRunner.Stories;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Stories;

/// <summary>A story blames the change for what the change did, and for nothing else.</summary>
public sealed class BlameTests
{
    [Fact]
    public void Run_ThatTheEnvironmentBroke_MakesTheStoryInconclusive()
    {
        var upgrade = SampleStory.Upgrade;
        var broken = upgrade with { Run = upgrade.Run! with { Result = RunResult.Failed, EnvironmentFault = true, Reason = "the registry does not answer" } };

        var verdict = StoryVerdict.Judge(SampleStory.Facts with { Changes = [broken, SampleStory.Rollback] });

        verdict.Outcome.ShouldBe(StoryOutcome.Inconclusive);
        verdict.Reasons[0].ShouldContain("the registry does not answer");
    }

    [Fact]
    public void Run_ThatGaveWayToSomebodyElsesPush_MakesTheStoryInconclusive()
    {
        var upgrade = SampleStory.Upgrade;
        var superseded = upgrade with { Run = upgrade.Run! with { Result = RunResult.Superseded, Reason = "git's head is another" } };

        StoryVerdict.Judge(SampleStory.Facts with { Changes = [superseded, SampleStory.Rollback] }).Outcome.ShouldBe(StoryOutcome.Inconclusive);
    }

    [Fact]
    public void Switch_WhenTheMachinesClockWasSetInBetween_IsSeenByTheLoadClientsClock()
    {
        // The figures are months old by this machine's clock.
        Callers.Switched("ddd-acme", SampleStory.Old, SampleStory.Load).Value.ShouldNotBeNull();
        Callers.Switched("ddd-acme", SampleStory.New, SampleStory.Load).Value.ShouldBeNull();
    }
}
