using DddAspire.DemoRunner.Stories;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Stories;

/// <summary>A story at the presenter's pace.</summary>
public sealed class StepGateTests : IDisposable
{
    private readonly FakeTimeProvider time = new(SampleStory.At(0));
    private readonly CancellationTokenSource story = new();
    private readonly StoryJournal journal = Journal(step: true);

    [Fact]
    public async Task Pass_OfAStoryThatRunsThrough_WaitsForNobody()
    {
        var journal = Journal(step: false);

        await new StepGate(journal, time, story).PassAsync(1);

        journal.Events.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Pass_AtThePresentersPace_WaitsForNextAndSaysWhichStepWaits()
    {
        var gate = new StepGate(journal, time, story);

        var passing = gate.PassAsync(1);

        journal.Progress.Waiting.ShouldBe(1);
        gate.Open(2).ShouldBeFalse();
        passing.IsCompleted.ShouldBeFalse();
        gate.Open(1).ShouldBeTrue();
        await passing;
    }

    [Fact]
    public async Task Open_Twice_SkipsNoStep()
    {
        var gate = new StepGate(journal, time, story);
        var first = gate.PassAsync(1);
        gate.Open(1).ShouldBeTrue();
        gate.Open(1).ShouldBeFalse();
        await first;

        var second = gate.PassAsync(2);

        gate.Open(1).ShouldBeFalse();
        second.IsCompleted.ShouldBeFalse();
        gate.Open(null).ShouldBeTrue();
        await second;
    }

    [Fact]
    public async Task Step_ThatWasLetBegin_WaitsNoMore()
    {
        var gate = new StepGate(journal, time, story);
        var telling = Scope(gate).RunAsync(1, _ => Task.FromResult(StepOutcome.Expected("seen")), story.Token);

        gate.Open(1);

        (await telling).ShouldBeTrue();
        journal.Progress.Waiting.ShouldBeNull();
        journal.Progress.Steps[0].Result.ShouldBe(StepResult.Passed);
    }

    [Fact]
    public async Task Story_StoppedWhileItWaits_DoesNothingMoreButItsWayBack()
    {
        var steps = Scope(new StepGate(journal, time, story));
        var done = new List<int>();
        var first = steps.RunAsync(1, _ => SeenAsync(1), story.Token);

        await story.CancelAsync();
        (await first).ShouldBeFalse();
        (await steps.RunAsync(2, _ => SeenAsync(2), CancellationToken.None)).ShouldBeTrue();

        done.ShouldBe([2]);
        steps.StepFailures.ShouldBe([new(StepFailureCause.Cancelled, "Step 1 (first): the story was stopped.")]);

        Task<StepOutcome> SeenAsync(int number)
        {
            done.Add(number);
            return Task.FromResult(StepOutcome.Expected("seen"));
        }
    }

    [Fact]
    public async Task Story_ThatNobodyGoesOnWith_IsStoppedAndSaysWhy()
    {
        var steps = Scope(new StepGate(journal, time, story));
        var first = steps.RunAsync(1, _ => Task.FromResult(StepOutcome.Expected("seen")), story.Token);

        time.Advance(StepGate.Limit);

        (await first).ShouldBeFalse();
        steps.StepFailures.ShouldBe([new(StepFailureCause.Cancelled, "Step 1 (first): nobody said next before step 1 for 60 minutes, so the story was stopped.")]);
        story.IsCancellationRequested.ShouldBeTrue();
    }

    public void Dispose() => story.Dispose();

    private StepScope Scope(StepGate gate) => new(journal, gate, time, NullLogger.Instance);

    private static StoryJournal Journal(bool step) =>
        new(new(SampleStory.At(0), "one", StoryRequest.Of(StoryName.FixPack, null, null, null) with { Step = step }, ["first", "second"]));
}
