using DddAspire.LoadClient.Calls;
using DddAspire.LoadClient.Runs;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.LoadClient.Runs;

public sealed class SchedulePumpTests
{
    private static readonly LoadPlan Plan = new("http://host/", Rate: 100, DurationSeconds: 3, Script: CallScript.Get);

    [Fact]
    public void Schedule_OfThreeSeconds_HasEveryCallAndWindow()
    {
        using var run = new ScheduledRun(Plan, (_, _) => { });
        var report = run.Run();

        report.Load.Scheduled.ShouldBe(300);
        report.Load.Succeeded.ShouldBe(300);
        run.Windows.Select(window => window.Scheduled).ShouldBe([100, 100, 100]);
        run.Windows.Select(window => window.Number).ShouldBe([0, 1, 2]);
        report.Schedule.AchievedRate.ShouldBe(100, 0.5);
    }

    [Fact]
    public void SlowServer_DoesNotSlowTheSchedule_AndLatencyCountsFromTheDueTime()
    {
        using var run = new ScheduledRun(Plan, (run, at) =>
        {
            run.Server.Holds = at >= TimeSpan.FromSeconds(1) && at < TimeSpan.FromSeconds(2);
            if (!run.Server.Holds)
            {
                run.Server.AnswerAll();
            }
        });
        var report = run.Run();

        report.Load.Scheduled.ShouldBe(300);
        report.Schedule.MostInFlight.ShouldBeInRange(97, 103);
        report.Load.LatencyMs.Max.ShouldBe(1000, 30);
        report.Load.LongestGapMs.ShouldBe(1000, 30);
        run.Windows[1].LatencyMs.P50.ShouldBe(500, 30);
    }

    [Fact]
    public void CallsDueWhileTooManyAreUnderWay_AreUnsentAndFailed()
    {
        using var run = new ScheduledRun(Plan with { MaxInFlight = 10 }, (run, at) =>
        {
            run.Server.Holds = at < TimeSpan.FromSeconds(1);
            if (!run.Server.Holds)
            {
                run.Server.AnswerAll();
            }
        });
        run.Server.Holds = true;
        var report = run.Run();

        report.Load.Unsent.ShouldBeInRange(87, 93);
        report.Load.Failed.ShouldBe(report.Load.Unsent);
        run.Server.Calls.ShouldBe((int)report.Load.Sent);
    }

    [Fact]
    public void CallsMissedInAStallOfTheClient_AreSentAtOnceAndLate()
    {
        var stalled = false;
        using var run = new ScheduledRun(Plan, (run, at) => stalled = stalled || Stall(run, at));
        var report = run.Run();

        report.Load.Scheduled.ShouldBe(300);
        report.Load.Unsent.ShouldBe(0);
        report.Schedule.LatenessMs.Max.ShouldBe(500, 30);
        report.Verdict.Reasons.ShouldContain(reason => reason.Contains("fell behind its schedule"));

        static bool Stall(ScheduledRun run, TimeSpan at) => at >= TimeSpan.FromSeconds(1) && run.Stall(TimeSpan.FromMilliseconds(500));
    }

    [Fact]
    public void Rate_ChangedInTheMiddle_LosesAndRepeatsNoCall()
    {
        var changed = false;
        using var run = new ScheduledRun(Plan, (run, at) =>
            changed = changed || (at >= TimeSpan.FromSeconds(1) && run.Pump.TryPost(new RunCommand.ChangeRate(50))));
        run.Run().Load.Scheduled.ShouldBeInRange(197, 203);
    }

    [Fact]
    public void Stop_EndsTheSchedule_AndAwaitsWhatIsUnderWay()
    {
        using var run = new ScheduledRun(Plan with { DurationSeconds = null }, (run, at) =>
        {
            if (at >= TimeSpan.FromSeconds(1))
            {
                run.Pump.TryPost(new RunCommand.Stop());
            }

            run.Server.Holds = at < TimeSpan.FromSeconds(2);
            if (!run.Server.Holds)
            {
                run.Server.AnswerAll();
            }
        });
        var report = run.Run();

        report.Load.Scheduled.ShouldBeInRange(97, 103);
        report.Load.Succeeded.ShouldBe(report.Load.Scheduled);
        report.Load.CutOff.ShouldBe(0);
        run.Pump.TryPost(new RunCommand.Stop()).ShouldBeFalse();
    }

    [Fact]
    public void BreakOff_CutsOffWhatIsUnderWay_AsNeitherSucceededNorFailed()
    {
        using var run = new ScheduledRun(Plan, (run, at) =>
        {
            run.Server.Holds = true;
            if (at >= TimeSpan.FromSeconds(1))
            {
                run.Pump.TryPost(new RunCommand.BreakOff());
            }
        });
        var report = run.Run();

        report.Load.CutOff.ShouldBeInRange(97, 103);
        report.Load.Failed.ShouldBe(0);
        report.Load.Scheduled.ShouldBe(report.Load.Succeeded + report.Load.CutOff);
    }

    [Fact]
    public void Mark_DividesTheCallsByDueTime()
    {
        var marked = false;
        using var run = new ScheduledRun(Plan, (run, at) =>
            marked = marked || (at >= TimeSpan.FromSeconds(1) && run.Pump.TryPost(new RunCommand.Mark("baseline-end"))));
        var report = run.Run();

        report.Phases.Select(phase => phase.Name).ShouldBe(["start", "baseline-end"]);
        report.Phases[0].Scheduled.ShouldBeInRange(97, 103);
        report.Phases.Sum(phase => phase.Succeeded).ShouldBe(300);
        report.Comparison.ShouldNotBeNull().ChangeSucceeded.ShouldBe(report.Phases[1].Succeeded);
    }

    [Fact]
    public async Task Reports_HoweverManyAskForThem_AreComposedOnceASecond()
    {
        var asked = new List<Task<LoadReport>>();
        using var run = new ScheduledRun(Plan, (run, _) => asked.Add(Ask(run.Pump)));
        run.Run();

        var reports = await Task.WhenAll(asked).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        asked.Count.ShouldBeGreaterThan(100);
        reports.Distinct(ReferenceEqualityComparer.Instance).Count().ShouldBeLessThanOrEqualTo(5);
        reports.ShouldAllBe(report => report.Load.Scheduled > 0);
    }

    [Fact]
    public async Task Defect_EndsTheRun_TellsThoseWhoAsked_AndTakesNoMoreCommands()
    {
        Task<LoadReport>? asked = null;
        using var run = new ScheduledRun(Plan, (run, at) =>
        {
            if (at >= TimeSpan.FromSeconds(1.5) && asked is null)
            {
                run.Server.Defect = new InvalidOperationException("nobody foresaw this");
                _ = Ask(run.Pump);
                asked = Ask(run.Pump);
            }
        });

        Should.Throw<LoadClientDefectException>(() => run.Run());

        (await Should.ThrowAsync<LoadClientDefectException>(asked!)).InnerException!.Message.ShouldBe("nobody foresaw this");
        run.Pump.TryPost(new RunCommand.Stop()).ShouldBeFalse();
        run.Pump.Status.Running.ShouldBeFalse();
    }

    private static Task<LoadReport> Ask(LoadScheduler pump)
    {
        var answer = new TaskCompletionSource<LoadReport>();
        return pump.TryPost(new RunCommand.Report(answer)) ? answer.Task : Task.FromException<LoadReport>(new InvalidOperationException("no commands taken"));
    }
}
