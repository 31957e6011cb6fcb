using System.Collections.Immutable;

namespace DddAspire.DemoRunner.Stories;

/// <summary>What of the load client's report belongs into a story's: integrations by their full names, the audit only once it was made.</summary>
internal static class LoadFactsMapping
{
    public static LoadFacts ToFacts(this LoadReport report) => new(
        Figures(report.Load),
        [.. report.Versions.Select(seen => new VersionSeen(Solution.FullName(seen.Integration), seen.Runtime, seen.Bar, seen.FirstSeen, seen.LastSeen))],
        report.EndedAt is null ? null : Audit(report.Audit),
        Instrument(report),
        report.Verdict.Kind,
        report.Verdict.Reasons)
    {
        Notes = report.Verdict.Notes,
        Marks = report.Marks,
        Matrix = [.. (report.VersionSets ?? []).Select(seen => new VersionSetSeen(VersionHeaders.Read(seen.Header), seen.FirstSeen, seen.LastSeen, seen.Answers))],
        FailedBeforeChange = report.Phases.TakeWhile(phase => phase.Name != Callers.ChangePushed).Sum(phase => phase.Failed),
    };

    /// <summary>A window as a second of the story's timeline, coloured by the versions of one integration.</summary>
    public static TimelineSecond ToSecond(this LoadWindow window, string integration) => new(
        window.Start,
        window.Succeeded,
        window.Failed,
        window.LatencyMs.P99,
        ImmutableSortedDictionary.CreateRange(
            StringComparer.Ordinal,
            window.Versions
                .Where(version => Solution.FullName(version.Integration) == integration)
                .Select(version => KeyValuePair.Create($"{version.Runtime}/{version.Bar}", version.Answers))))
    {
        P50Ms = window.LatencyMs.P50,
    };

    internal static StoryLoadFigures Figures(LoadFigures load) => new(
        load.Rate, load.Scheduled, load.Sent, load.Succeeded, load.Failed, load.Unsent, load.Retries, load.LongestGapMs, load.LatencyMs,
        [.. load.Failures.Select(failure => new FailureSeen(failure.At, failure.Kind, failure.Detail))]);

    private static StoryAuditFigures Audit(AuditFigures audit) =>
        new(audit.Acknowledged, audit.Stored, audit.Missing, audit.Duplicated, audit.Unknown, audit.UnknownStored);

    internal static InstrumentFigures Instrument(LoadReport report) => new(
        report.Schedule.AchievedRate, report.Schedule.LatenessMs, report.Schedule.MostInFlight,
        report.Connections.Opened, report.Connections.OnFresh, report.Connections.OnReused,
        report.Client.CpuPerCallUs, report.Client.GcPauseMs, report.Client.GcWorstSecondMs)
    {
        Machine = report.Machine,
    };
}
