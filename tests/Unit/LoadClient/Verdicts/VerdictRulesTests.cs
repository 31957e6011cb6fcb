using System.Collections.Immutable;
using DddAspire.LoadClient.Verdicts;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.LoadClient.Verdicts;

public sealed class VerdictRulesTests
{
    private static readonly LoadReport Good = new(
        "run",
        new LoadPlan("http://host"),
        DateTimeOffset.UnixEpoch,
        DateTimeOffset.UnixEpoch.AddMinutes(1),
        new LoadVerdict(VerdictKind.Inconclusive, []),
        new LoadFigures(
            50, 3000, 3000, 3000, 0, 0, 0, 40, Flat(20), [], 0, ImmutableSortedDictionary<FailureKind, long>.Empty, 0, Flat(20), 0.001),
        [],
        new AuditFigures(1500, 1500, 0, 0, 0, 0, 0, 0, 100),
        [],
        [],
        new BaselineComparison(1000, 20, 2000, 30),
        new ScheduleFigures(60, 50, Flat(1), 5),
        new ConnectionFigures(300, 300, 2700, 0),
        new ClientFigures(1000, 100, 1, 2, 2, 60));

    [Fact]
    public void EverythingHeld_IsMet_AndSaysWhatThatIsWorth()
    {
        var verdict = VerdictRules.Judge(Good);
        verdict.Kind.ShouldBe(VerdictKind.Met);
        verdict.Reasons.ShouldContain("0 of 3,000 calls failed: at 95 % confidence fewer than 0.1 % do");
        verdict.Reasons.ShouldContain("all 1,500 acknowledged quotes are stored, each once");
    }

    [Fact]
    public void OneReset_IsMissed_WithTheFigure() => Judged(Failed(FailureKind.Reset, 1)).ShouldBe(
        (VerdictKind.Missed, "1 of 3,000 calls failed (reset 1), allowed are 0"));

    [Fact]
    public void AllowedFailures_AreMet() =>
        VerdictRules.Judge(Failed(FailureKind.Reset, 2) with { Plan = Good.Plan with { Objectives = new LoadObjectives(MaxFailed: 2) } })
            .Kind.ShouldBe(VerdictKind.Met);

    [Fact]
    public void Gap_IsMissed() => Judged(Gap(1001)).ShouldBe(
        (VerdictKind.Missed, "1,001 ms passed without a success, allowed are 1,000 ms"));

    [Fact]
    public void Gap_OfTwoIntervals_IsAllowedAtALowRate() =>
        VerdictRules.Judge(Asked(Good with { Load = Good.Load with { Rate = 0.5, LongestGapMs = 3900 } }, new LoadObjectives(LongestGapMs: 1000)))
            .Kind.ShouldBe(VerdictKind.Met);

    [Fact]
    public void Gap_WithoutALimit_IsANote()
    {
        var verdict = VerdictRules.Judge(Asked(Gap(1900), new LoadObjectives(LongestGapMs: null)));
        verdict.Kind.ShouldBe(VerdictKind.Met);
        verdict.Notes.ShouldBe(["1,900 ms passed without an answer, though every call was answered in time"]);
    }

    [Fact]
    public void P99_RaisedWithoutALimit_IsANoteBesideTheVerdict()
    {
        var verdict = VerdictRules.Judge(Good with { Comparison = new BaselineComparison(1000, 80, 2000, 719) });
        verdict.Kind.ShouldBe(VerdictKind.Met);
        verdict.Notes.ShouldBe(["answers were slower after the baseline: p99 719.0 ms (baseline 80.0 ms); --max-p99 makes it an objective"]);
    }

    [Fact]
    public void P99_UnderTheFloor_IsNotEvenNoted() =>
        VerdictRules.Judge(Good with { Comparison = new BaselineComparison(1000, 2, 2000, 499) }).Notes.ShouldBeEmpty();

    [Fact]
    public void P99_BeyondTheLimitAskedFor_IsMissed() =>
        Judged(Asked(Good, new LoadObjectives(MaxP99Ms: 19))).ShouldBe((VerdictKind.Missed, "p99 was 20.0 ms, allowed are 19.0 ms"));

    [Fact]
    public void P99_BeyondTheLimitOnASaturatedMachine_IsInconclusive_WithItsFigures()
    {
        var verdict = VerdictRules.Judge(Asked(Good, new LoadObjectives(MaxP99Ms: 19)) with { Machine = new MachineFigures(71.4, 8.2, 14, 2, -5) });
        verdict.Kind.ShouldBe(VerdictKind.Inconclusive);
        verdict.Reasons.ShouldBe(
        [
            "p99 was 20.0 ms, allowed are 19.0 ms",
            "the machine was busy (CPU pressure 71.4 %, 8.2 threads ready on 2 processors on average (14 at most), p99 of (sent - due) 1 ms)",
        ]);
    }

    [Fact]
    public void SaturatedMachine_OnWhichNothingFailed_IsMet() =>
        VerdictRules.Judge(Good with { Machine = new MachineFigures(95, 20, 30, 2, -5) }).Kind.ShouldBe(VerdictKind.Met);

    [Theory]
    [InlineData(1, 0, "of 1,500 acknowledged quotes 1 are missing; 0 posts are stored more than once")]
    [InlineData(0, 1, "of 1,500 acknowledged quotes 0 are missing; 1 posts are stored more than once")]
    public void LostOrRepeatedQuote_IsMissed(long missing, long duplicated, string reason) =>
        Judged(Good with { Audit = Good.Audit with { Missing = missing, Duplicated = duplicated } }).ShouldBe((VerdictKind.Missed, reason));

    [Fact]
    public void ClientBehindItsSchedule_IsInconclusive_WithTheFigure() => Judged(Behind(Good)).ShouldBe(
        (VerdictKind.Inconclusive, "the client fell behind its schedule: p99 of (sent - due) was 140.0 ms, at most 100 ms lets it judge the server"));

    [Theory]
    [InlineData(FailureKind.Timeout)]
    [InlineData(FailureKind.Unsent)]
    [InlineData(FailureKind.Reset)]
    [InlineData(FailureKind.Refused)]
    [InlineData(FailureKind.Status)]
    [InlineData(FailureKind.WrongBody)]
    public void FailedCall_IsMissed_HoweverBusyTheMachine(FailureKind kind) =>
        VerdictRules.Judge(Behind(Failed(kind, 1)) with { Machine = new MachineFigures(95, 20, 30, 2, null) }).Kind.ShouldBe(VerdictKind.Missed);

    [Fact]
    public void PostsThatCouldNotBeReadBack_AreInconclusive() => Judged(Good with { Audit = Good.Audit with { NotAudited = 7 } }).ShouldBe(
        (VerdictKind.Inconclusive, "7 of 1,500 posts could not be read back, so nothing can be said about them"));

    [Fact]
    public void NothingSent_IsInconclusive() =>
        Judged(Good with { Load = Good.Load with { Scheduled = 0, Sent = 0, Succeeded = 0 } }).ShouldBe(
            (VerdictKind.Inconclusive, "no call was sent"));

    [Fact]
    public void RunUnderWay_IsInconclusive() =>
        Judged(Good with { EndedAt = null }).ShouldBe((VerdictKind.Inconclusive, "the run has not ended"));

    private static (VerdictKind Kind, string First) Judged(LoadReport report)
    {
        var verdict = VerdictRules.Judge(report);
        return (verdict.Kind, verdict.Reasons[0]);
    }

    private static LoadReport Asked(LoadReport report, LoadObjectives objectives) => report with { Plan = report.Plan with { Objectives = objectives } };

    private static LoadReport Gap(double ms) => Good with { Load = Good.Load with { LongestGapMs = ms } };

    private static LoadReport Behind(LoadReport report) => report with { Schedule = report.Schedule with { LatenessMs = Flat(140) } };

    private static LoadReport Failed(FailureKind kind, long count) => Good with
    {
        Load = Good.Load with
        {
            Succeeded = 3000 - count,
            Failed = count,
            FailureShareBelow = null,
            FailuresByKind = ImmutableSortedDictionary<FailureKind, long>.Empty.Add(kind, count),
        },
    };

    private static Quantiles Flat(double ms) => new(ms, ms, ms, ms, ms);
}
