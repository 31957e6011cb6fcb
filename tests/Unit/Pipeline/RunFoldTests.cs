using DddAspire.DemoRunner.Runs;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Pipeline;

public sealed class RunFoldTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Run_ThatPassed_IsLiveAtItsEnd()
    {
        var run = Fold(Queued(), new RunEvent.Started(At), new RunEvent.StageStarted(At, "build"),
            new RunEvent.StageEnded(At.AddSeconds(2), "build", true), new RunEvent.Ended(At.AddSeconds(3), RunResult.Passed, null));

        run.LiveAt.ShouldBe(At.AddSeconds(3));
        run.Stages.ShouldHaveSingleItem().DurationMs.ShouldBe(2_000);
        run.Finished.ShouldBeTrue();
    }

    [Fact]
    public void Stage_DuringWhichTheClockWasSetBack_TookAsLongAsItTook()
    {
        var run = Fold(Queued(), new RunEvent.Started(At), new RunEvent.StageStarted(At, "build"),
            new RunEvent.StageEnded(At.AddHours(-1), "build", true) { DurationMs = 2_000 });

        run.Stages.ShouldHaveSingleItem().DurationMs.ShouldBe(2_000);
    }

    [Fact]
    public void Run_BegunAnewAfterACrash_ClosesTheStageThatWasUnderWay()
    {
        var run = Fold(Queued(), new RunEvent.Started(At), new RunEvent.StageStarted(At, "build"), new RunEvent.Started(At.AddSeconds(5)));

        run.Result.ShouldBe(RunResult.Running);
        run.Stages.ShouldHaveSingleItem().Result.ShouldBe("failed");
    }

    [Fact]
    public void Event_AfterTheEnd_IsImpossible() =>
        Should.Throw<InvalidOperationException>(() => Fold(
            Queued(), new RunEvent.Started(At), new RunEvent.Ended(At, RunResult.Passed, null), new RunEvent.StageStarted(At, "build")));

    [Fact]
    public void Stage_ThatNeverStarted_CannotEnd() =>
        Should.Throw<InvalidOperationException>(() => Fold(Queued(), new RunEvent.Started(At), new RunEvent.StageEnded(At, "build", true)));

    private static RunEvent.Queued Queued() => new(At, new string('a', 40), RunTrigger.Webhook, null);

    private static RunView Fold(params RunEvent[] entries) =>
        entries.Aggregate((RunView?)null, (run, entry) => RunFold.Apply("1", run, entry))!;
}
