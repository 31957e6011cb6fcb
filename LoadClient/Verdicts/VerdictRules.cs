using System.Collections.Immutable;

namespace DddAspire.LoadClient.Verdicts;

/// <summary>
/// Did the objectives hold? Pure. A call that failed, a quote that is lost or stored twice is a fault whatever the machine was doing. A latency
/// limit, where one was asked for, can be missed for want of a processor too: then nothing can be said, and the figures say why.
/// </summary>
internal static class VerdictRules
{
    // What a run without limits is compared with for its notes: the noise of a laptop that also builds images stays below.
    private const double NotedFactor = 5;
    private const double NotedP99Ms = 500;
    private const double NotedGapMs = 1000;

    public static LoadVerdict Judge(LoadReport report) => Decide(report, report.Plan.Objectives ?? new LoadObjectives()) with { Notes = [.. Notes(report)] };

    private static LoadVerdict Decide(LoadReport report, LoadObjectives objectives)
    {
        var late = Lateness(report, objectives);
        var isBusy = late is not null || report.Machine is { IsSaturated: true };
        ImmutableArray<string> silent = [.. Only(Gap(report, objectives.LongestGapMs))];
        ImmutableArray<string> slow = [.. Only(Slowness(report, objectives.MaxP99Ms))];
        ImmutableArray<string> hard = [.. Only(Failures(report, objectives), Audit(report, objectives))];
        ImmutableArray<string> doubts = [.. Only(Unfinished(report), NotAudited(report, objectives), late)];
        var missed = hard.AddRange(late is null ? silent : []).AddRange(isBusy ? [] : slow);
        var unclear = doubts.AddRange(late is null ? [] : silent).AddRange(isBusy && !slow.IsEmpty ? slow.Add(VerdictWords.Busy(report)) : []);
        return (missed, unclear) switch
        {
            ({ IsEmpty: false }, _) => new LoadVerdict(VerdictKind.Missed, missed.AddRange(unclear)),
            (_, { IsEmpty: false }) => new LoadVerdict(VerdictKind.Inconclusive, unclear),
            _ => new LoadVerdict(VerdictKind.Met, VerdictWords.Met(report)),
        };
    }

    private static IEnumerable<string> Notes(LoadReport report)
    {
        var raised = report.Comparison is { BaselineSucceeded: > 0 } comparison
            && comparison.ChangeP99Ms > Math.Max(NotedP99Ms, NotedFactor * comparison.BaselineP99Ms)
                ? VerdictWords.Raised(comparison)
                : null;
        var gap = report.Load.Failed == 0 && report.Plan.Objectives is { LongestGapMs: null } ? Gap(report, NotedGapMs) : null;
        var notes = Only(raised, gap is null ? null : VerdictWords.LongGap(report.Load.LongestGapMs)).ToArray();
        return notes.Length > 0 && report.Machine is { IsSaturated: true } ? notes.Append(VerdictWords.Busy(report)) : notes;
    }

    private static string? Unfinished(LoadReport report) => report switch
    {
        { EndedAt: null } => "the run has not ended",
        { Load.Succeeded: 0, Load.Failed: 0 } => "no call was sent",
        _ => null,
    };

    private static string? Lateness(LoadReport report, LoadObjectives objectives) =>
        report.Schedule.LatenessMs.P99 > objectives.LatenessLimitMs
            ? VerdictWords.Behind(report, objectives.LatenessLimitMs)
            : null;

    // The allowance is for all kinds together: once it is exceeded, each kind that occurred is a reason.
    private static string? Failures(LoadReport report, LoadObjectives objectives) => report.Load.Failed > objectives.MaxFailed
        ? VerdictWords.Failed([.. report.Load.FailuresByKind], report.Load.Scheduled, objectives.MaxFailed)
        : null;

    private static string? Gap(LoadReport report, double? longest)
    {
        // At less than two calls in the time allowed even a perfect server leaves such gaps.
        var limit = Math.Max(longest ?? double.MaxValue, 2000 / report.Load.Rate);
        return report.Load.LongestGapMs > limit ? VerdictWords.Gap(report.Load.LongestGapMs, limit) : null;
    }

    private static string? Slowness(LoadReport report, double? limit) =>
        report.Load.LatencyMs.P99 > limit ? VerdictWords.Slow(report.Load.LatencyMs.P99, limit.Value) : null;

    private static string? Audit(LoadReport report, LoadObjectives objectives) =>
        objectives.AuditClean && report.Audit is { Missing: > 0 } or { Duplicated: > 0 } ? VerdictWords.AuditNotClean(report.Audit) : null;

    private static string? NotAudited(LoadReport report, LoadObjectives objectives) =>
        objectives.AuditClean && report.EndedAt is not null && report.Audit.NotAudited > 0 ? VerdictWords.NotAudited(report.Audit) : null;

    private static IEnumerable<string> Only(params string?[] reasons) => reasons.OfType<string>();
}
