using DddAspire.DemoRunner.Stories;
using DddAspire.LoadClient.Verdicts;
using Client = DddAspire.LoadClient.Reports;
using Report = DddAspire.DemoRunner.Reports;

namespace DddAspire.DemoRunner.Load;

/// <summary>Turns the load client's records into those of a story: its report's fields are a contract with outside checks, the client's are its own.</summary>
internal static class LoadFactsMapping
{
    public static LoadFacts ToFacts(this Client.LoadReport report) => new(
        Figures(report.Load),
        [.. report.Versions.Select(seen => new Report.VersionSeen(Solution.FullName(seen.Integration), seen.Runtime, seen.Bar, seen.FirstSeen, seen.LastSeen))],
        report.EndedAt is null ? null : Audit(report.Audit),
        Instrument(report),
        report.Verdict.Kind switch
        {
            VerdictKind.Met => LoadJudgement.Met,
            VerdictKind.Missed => LoadJudgement.Missed,
            _ => LoadJudgement.Inconclusive,
        },
        report.Verdict.Reasons);

    /// <summary>A window as a second of the story's timeline, coloured by the versions of one integration.</summary>
    public static Report.TimelineSecond ToSecond(this DddAspire.LoadClient.Windows.LoadWindow window, string integration) => new(
        window.Start,
        window.Succeeded,
        window.Failed,
        window.LatencyMs.P99,
        System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(
            StringComparer.Ordinal,
            window.Versions
                .Where(version => Solution.FullName(version.Integration) == integration)
                .Select(version => KeyValuePair.Create($"{version.Runtime}/{version.Bar}", version.Answers))));

    private static Report.LoadFigures Figures(Client.LoadFigures load) => new(
        load.Rate, load.Scheduled, load.Sent, load.Succeeded, load.Failed, load.Unsent, load.Retries, load.LongestGapMs,
        Quantiles(load.LatencyMs),
        [.. load.Failures.Select(failure => new Report.FailureSeen(failure.At, Word(failure.Kind.ToString()), failure.Detail))]);

    private static Report.AuditFigures Audit(Client.AuditFigures audit) =>
        new(audit.Acknowledged, audit.Stored, audit.Missing, audit.Duplicated, audit.Unknown, audit.UnknownStored);

    private static Report.InstrumentFigures Instrument(Client.LoadReport report) => new(
        report.Schedule.AchievedRate, Quantiles(report.Schedule.LatenessMs), report.Schedule.MostInFlight,
        report.Connections.Opened, report.Connections.OnFresh, report.Connections.OnReused,
        report.Client.CpuPerCallUs, report.Client.GcPauseMs, report.Client.GcWorstSecondMs);

    private static Report.LatencyFigures Quantiles(DddAspire.LoadClient.Windows.Quantiles quantiles) =>
        new(quantiles.P50, quantiles.P90, quantiles.P99, quantiles.P999, quantiles.Max);

    private static string Word(string kind) => char.ToLowerInvariant(kind[0]) + kind[1..];
}
