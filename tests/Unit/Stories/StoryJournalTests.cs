using DddAspire.DemoRunner.Stories;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Stories;

public sealed class StoryJournalTests
{
    private static readonly StoryEvent.Started Started =
        new(SampleStory.At(0), "one", StoryRequest.Of(StoryName.FixPack, null, null, null), ["first", "second"]);

    [Fact]
    public async Task Follow_FromTheMiddle_GivesEveryEventToTheEnd()
    {
        var journal = new StoryJournal(Started);
        journal.Append(new StoryEvent.StepStarted(SampleStory.At(1), 1));
        var followed = Task.Run(async () =>
        {
            var seen = new List<StoryEvent>();
            await foreach (var happened in journal.FollowAsync(TestContext.Current.CancellationToken))
            {
                seen.Add(happened);
            }

            return seen;
        }, TestContext.Current.CancellationToken);

        journal.Append(new StoryEvent.StepEnded(SampleStory.At(2), 1, StepResult.Passed, "seen"));
        journal.Append(new StoryEvent.Ended(SampleStory.At(3), StoryOutcome.Passed, ["why"], "report.html"));

        (await followed).ShouldBe(journal.Events);
    }

    [Fact]
    public void Progress_OfEvents_IsTheirFold()
    {
        var journal = new StoryJournal(Started);
        journal.Append(new StoryEvent.StepStarted(SampleStory.At(1), 1));
        journal.Append(new StoryEvent.StepEnded(SampleStory.At(2), 1, StepResult.Passed, "seen"));

        journal.Progress.Steps.ShouldBe(
        [
            new(1, "first", StepResult.Passed, SampleStory.At(1), SampleStory.At(2), "seen"),
            new(2, "second", StepResult.Skipped, null, null, null),
        ]);
    }

    [Fact]
    public void Append_OfAStepThatNeverStarted_Throws() =>
        Should.Throw<InvalidOperationException>(() => new StoryJournal(Started).Append(new StoryEvent.StepEnded(SampleStory.At(1), 1, StepResult.Passed, "")));

    [Fact]
    public void Append_AfterTheEnd_Throws()
    {
        var journal = new StoryJournal(Started);
        journal.Append(new StoryEvent.Ended(SampleStory.At(3), StoryOutcome.Passed, ["why"], "report.html"));

        Should.Throw<InvalidOperationException>(() => journal.Append(new StoryEvent.StepStarted(SampleStory.At(4), 1)));
    }
}
