using System.Collections.Immutable;
using DddAspire.LoadClient.Calls;
using DddAspire.LoadClient.Plans;
using DddAspire.LoadClient.Reports;
using DddAspire.LoadClient.Verdicts;
using DddAspire.LoadClient.Windows;
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
    public void Gap_IsMissed() => Judged(Good with { Load = Good.Load with { LongestGapMs = 1001 } }).ShouldBe(
        (VerdictKind.Missed, "1,001 ms passed without a success, allowed are 1,000 ms"));

    [Fact]
    public void Gap_OfTwoIntervals_IsAllowedAtALowRate() =>
        VerdictRules.Judge(Good with { Load = Good.Load with { Rate = 0.5, LongestGapMs = 3900 } }).Kind.ShouldBe(VerdictKind.Met);

    [Fact]
    public void P99_BeyondTheFactorAndTheFloor_IsMissed() =>
        Judged(Good with { Comparison = new BaselineComparison(1000, 150, 2000, 751) }).ShouldBe(
            (VerdictKind.Missed, "p99 after the baseline was 751.0 ms, allowed are 750.0 ms (baseline 150.0 ms)"));

    [Fact]
    public void P99_UnderTheFloor_IsMet_WhateverTheBaseline() =>
        VerdictRules.Judge(Good with { Comparison = new BaselineComparison(1000, 2, 2000, 499) }).Kind.ShouldBe(VerdictKind.Met);

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
    public void TimingFailures_OfAClientBehind_AreNotBlamedOnTheServer(FailureKind kind) =>
        VerdictRules.Judge(Behind(Failed(kind, 3))).Kind.ShouldBe(VerdictKind.Inconclusive);

    [Theory]
    [InlineData(FailureKind.Reset)]
    [InlineData(FailureKind.Refused)]
    [InlineData(FailureKind.Status)]
    [InlineData(FailureKind.WrongBody)]
    public void HardFailures_AreMissed_HoweverLateTheClient(FailureKind kind) =>
        VerdictRules.Judge(Behind(Failed(kind, 1))).Kind.ShouldBe(VerdictKind.Missed);

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
