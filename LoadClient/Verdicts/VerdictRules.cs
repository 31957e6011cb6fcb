using System.Collections.Immutable;
using DddAspire.LoadClient.Calls;
using DddAspire.LoadClient.Plans;
using DddAspire.LoadClient.Reports;

namespace DddAspire.LoadClient.Verdicts;

/// <summary>
/// Did the objectives hold? Pure. What a client that fell behind its schedule can have caused itself (time-outs, unsent calls,
/// gaps, latency) is no reason to blame the server; a reset, a wrong answer or a lost quote is one at any speed.
/// </summary>
internal static class VerdictRules
{
    public static LoadVerdict Judge(LoadReport report)
    {
        var objectives = report.Plan.Objectives ?? new LoadObjectives();
        var behind = Lateness(report, objectives);
        ImmutableArray<string> timing = [.. Only(Gap(report, objectives), Slowness(report, objectives), TimingFailures(report, objectives))];
        ImmutableArray<string> hard = [.. Only(HardFailures(report, objectives), Audit(report, objectives))];
        ImmutableArray<string> doubts = [.. Only(Unfinished(report), NotAudited(report, objectives), behind)];
        var missed = behind is null ? hard.AddRange(timing) : hard;
        var unclear = behind is null ? doubts : doubts.AddRange(timing);
        return (missed, unclear) switch
        {
            ({ IsEmpty: false }, _) => new LoadVerdict(VerdictKind.Missed, missed.AddRange(unclear)),
            (_, { IsEmpty: false }) => new LoadVerdict(VerdictKind.Inconclusive, unclear),
            _ => new LoadVerdict(VerdictKind.Met, VerdictWords.Met(report)),
        };
    }

    private static string? Unfinished(LoadReport report) => report switch
    {
        { EndedAt: null } => "the run has not ended",
        { Load.Succeeded: 0, Load.Failed: 0 } => "no call was sent",
        _ => null,
    };

    private static string? Lateness(LoadReport report, LoadObjectives objectives) =>
        report.Schedule.LatenessMs.P99 > objectives.LatenessLimitMs
            ? VerdictWords.Behind(report.Schedule.LatenessMs.P99, objectives.LatenessLimitMs)
            : null;

    private static string? HardFailures(LoadReport report, LoadObjectives objectives) =>
        Failures(report, objectives, kind => !IsTiming(kind));

    private static string? TimingFailures(LoadReport report, LoadObjectives objectives) => Failures(report, objectives, IsTiming);

    // The allowance is for all kinds together: once it is exceeded, each kind that occurred is a reason.
    private static string? Failures(LoadReport report, LoadObjectives objectives, Func<FailureKind, bool> counts)
    {
        var kinds = report.Load.FailuresByKind.Where(pair => counts(pair.Key)).ToArray();
        return report.Load.Failed > objectives.MaxFailed && kinds.Length > 0
            ? VerdictWords.Failed(kinds, report.Load.Scheduled, objectives.MaxFailed)
            : null;
    }

    private static bool IsTiming(FailureKind kind) => kind is FailureKind.Timeout or FailureKind.Unsent;

    private static string? Gap(LoadReport report, LoadObjectives objectives)
    {
        // At less than two calls in the time allowed even a perfect server leaves such gaps.
        var limit = Math.Max(objectives.LongestGapMs, 2000 / report.Load.Rate);
        return report.Load.LongestGapMs > limit ? VerdictWords.Gap(report.Load.LongestGapMs, limit) : null;
    }

    private static string? Slowness(LoadReport report, LoadObjectives objectives)
    {
        if (report.Comparison is not { BaselineSucceeded: > 0 } comparison)
        {
            return null;
        }

        var limit = Math.Max(objectives.P99FloorMs, objectives.P99Factor * comparison.BaselineP99Ms);
        return comparison.ChangeP99Ms > limit ? VerdictWords.Slow(comparison, limit) : null;
    }

    private static string? Audit(LoadReport report, LoadObjectives objectives) =>
        objectives.AuditClean && report.Audit is { Missing: > 0 } or { Duplicated: > 0 } ? VerdictWords.AuditNotClean(report.Audit) : null;

    private static string? NotAudited(LoadReport report, LoadObjectives objectives) =>
        objectives.AuditClean && report.EndedAt is not null && report.Audit.NotAudited > 0 ? VerdictWords.NotAudited(report.Audit) : null;

    private static IEnumerable<string> Only(params string?[] reasons) => reasons.OfType<string>();
}
