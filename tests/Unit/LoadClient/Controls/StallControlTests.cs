using Shouldly;
using Xunit;

namespace DddAspire.Unit.LoadClient.Controls;

/// <summary>A server that stands still: every call that was due meanwhile has to show it.</summary>
public sealed class StallControlTests
{
    // Not among the first calls: those pay for what is done for the first time, and are answered late.
    private const int FirstStalled = 60;

    [Fact]
    public async Task Stall_ShowsInEveryCallThatWasDueMeanwhile_AndDoesNotSlowTheSchedule()
    {
        var stallEnds = new TaskCompletionSource();
        var arrived = 0;
        await using var server = await QuoteServer.StartAsync(new QuoteFaults
        {
            Arrived = async () =>
            {
                var number = Interlocked.Increment(ref arrived);
                if (number == FirstStalled)
                {
                    _ = EndAsync(stallEnds);
                }

                await (number >= FirstStalled ? stallEnds.Task : Task.CompletedTask);
            },
        });
        var report = (await Measured.RunAsync(Measured.Plan(server.Url) with { DurationSeconds = 2.5, TimeoutMs = 3000 })).Report;

        report.Load.Failures.ShouldBeEmpty();
        report.Load.Scheduled.ShouldBe(250);
        // 120 calls were due in the stall; the first of them waited all of it.
        report.Load.LatencyMs.Max.ShouldBeInRange(1150, 1700);
        report.Schedule.MostInFlight.ShouldBeGreaterThan(80);
        report.Load.LongestGapMs.ShouldBeGreaterThan(1000);
        report.Verdict.Kind.ShouldBe(VerdictKind.Missed);
        report.Verdict.Reasons.ShouldContain(reason => reason.Contains("passed without a success"));
    }

    private static async Task EndAsync(TaskCompletionSource stall)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(1200));
        stall.SetResult();
    }
}
