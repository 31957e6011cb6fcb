using DddAspire.Contracts.Load;
using DddAspire.Support;
using Shouldly;
using Xunit;

namespace DddAspire.EndToEnd.Faults;

/// <summary>A load on ddd-test while something breaks, measured by the demo's own load client.</summary>
internal sealed class MeasuredLoad : IAsyncDisposable
{
    private static readonly TimeSpan AuditLimit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(3);
    private readonly LoadControlClient client = LoadControlClient.OnLoopback(5055, AuditLimit);

    private MeasuredLoad()
    {
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Starts a load and waits until a second of it was answered; one that an earlier test left is stopped.</summary>
    public static async Task<MeasuredLoad> StartAsync(DemoFixture demo, int rate)
    {
        var load = new MeasuredLoad();
        if ((await load.client.StatusAsync(Stop)).Running)
        {
            await load.client.StopAsync(Stop);
        }

        var api = (await demo.StatusAsync(Stop)).GetProperty("urls").GetProperty("api").GetString()!;
        await load.client.StartAsync(new LoadPlan(api, rate), Stop);
        await Awaited.ThatAsync("the load to be answered", TimeSpan.FromSeconds(30), async token =>
            await load.client.StatusAsync(token) is var status && status.Succeeded >= rate ? null : status.ToString());
        return load;
    }

    /// <summary>Waits until no call has failed for a while.</summary>
    public Task RecoveredAsync()
    {
        var (failed, since) = (-1L, TimeProvider.System.GetTimestamp());
        return Awaited.ThatAsync("calls to be answered again", RecoveryLimit, async token =>
        {
            var status = await client.StatusAsync(token);
            if (status.Failed != failed)
            {
                (failed, since) = (status.Failed, TimeProvider.System.GetTimestamp());
            }

            return TimeProvider.System.GetElapsedTime(since) > Quiet ? null : $"{failed} failed so far";
        });
    }

    /// <summary>Stops it and reads every quote back.</summary>
    public async Task<LoadReport> StopAsync()
    {
        var report = await client.StopAsync(Stop);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{report.Load.Scheduled} calls, {report.Load.Failed} failed ({string.Join(", ", report.Load.FailuresByKind.Select(pair => $"{pair.Key} {pair.Value}"))}), gap {report.Load.LongestGapMs:0} ms, p99 {report.Load.LatencyMs.P99:0} ms; {report.Audit}; {report.Verdict.Kind}: {string.Join("; ", report.Verdict.Reasons)}");
        return report;
    }

    /// <summary>Stops it and expects that nobody who called noticed anything.</summary>
    public async Task ShouldHaveLostNothingAsync()
    {
        var report = await StopAsync();
        report.Load.Failed.ShouldBe(0, string.Join('\n', report.Load.Failures));
        ShouldHaveKeptEveryQuote(report);
    }

    /// <summary>Stops it and expects that calls failed, that the verdict says so, and that they failed in the time of the fault only.</summary>
    /// <param name="from">When the fault began.</param>
    /// <param name="within">How long calls may fail from then on.</param>
    public async Task ShouldHaveFailedOnlyAsync(DateTimeOffset from, TimeSpan within)
    {
        var report = await StopAsync();
        report.Load.Failed.ShouldBeGreaterThan(0);
        report.Verdict.Kind.ShouldBe(VerdictKind.Missed);
        report.Verdict.Reasons.ShouldContain(reason => reason.Contains("calls failed", StringComparison.Ordinal));
        var bound = (long)Math.Ceiling(report.Load.Rate * within.TotalSeconds);
        report.Load.Failed.ShouldBeLessThan(bound);
        // A call that was due just before may have been under way.
        report.Load.Failures.ShouldAllBe(failure => failure.At > from - TimeSpan.FromSeconds(2) && failure.At < from + within);
        ShouldHaveKeptEveryQuote(report);
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    private static void ShouldHaveKeptEveryQuote(LoadReport report)
    {
        report.Audit.Acknowledged.ShouldBeGreaterThan(0);
        report.Audit.Missing.ShouldBe(0, report.Audit.ToString());
        report.Audit.Duplicated.ShouldBe(0, report.Audit.ToString());
        report.Audit.NotAudited.ShouldBe(0, report.Audit.ToString());
    }
}
