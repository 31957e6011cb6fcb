using System.Globalization;
using System.Text;

namespace DddAspire.LoadClient.CommandLine;

/// <summary>A report as text for people.</summary>
internal static class ReportText
{
    private const int FailuresShown = 10;

    public static string Of(LoadReport report)
    {
        var text = new StringBuilder();
        var load = report.Load;
        Line($"verdict      {report.Verdict.Kind}: {string.Join("; ", report.Verdict.Reasons)}");
        Line($"calls        scheduled {load.Scheduled:N0}, sent {load.Sent:N0}, succeeded {load.Succeeded:N0}, failed {load.Failed:N0} (unsent {load.Unsent:N0}), cut off {load.CutOff:N0}, retries {load.Retries}");
        Line($"latency ms   {Figures(load.LatencyMs)}  (from the due time)");
        Line($"service ms   {Figures(load.ServiceMs)}  (from the moment it was begun)");
        Line($"lateness ms  {Figures(report.Schedule.LatenessMs)}  (sent - due)");
        Line($"rate         asked {load.Rate:0.##}/s, achieved {report.Schedule.AchievedRate:0.##}/s over {report.Schedule.DurationSeconds:0.#} s, at most {report.Schedule.MostInFlight} under way");
        Line($"longest gap  {load.LongestGapMs:0} ms without a success");
        Line($"connections  opened {report.Connections.Opened:N0}; calls on fresh ones {report.Connections.OnFresh:N0}, on reused ones {report.Connections.OnReused:N0}; found closed {report.Connections.FoundClosed:N0}");
        Line($"audit        acknowledged {report.Audit.Acknowledged:N0}, stored {report.Audit.Stored:N0}, missing {report.Audit.Missing:N0}, duplicated {report.Audit.Duplicated:N0}; unknown {report.Audit.Unknown:N0} (stored {report.Audit.UnknownStored:N0}, not stored {report.Audit.UnknownNotStored:N0}); not audited {report.Audit.NotAudited:N0}");
        Line($"client       {report.Client.CpuPerCallUs:0.#} us CPU a call, {report.Client.GcCollections} GCs, {report.Client.GcPauseMs:0.#} ms paused in all, {report.Client.WorkingSetMiB:0} MiB");
        Line($"machine      {report.Machine?.Describe(report.Schedule.LatenessMs.P99)}");
        foreach (var note in report.Verdict.Notes)
        {
            Line($"note         {note}");
        }

        foreach (var version in report.Versions)
        {
            Line($"version      {version.Integration} {version.Runtime}/{version.Bar}: {version.Answers:N0} answers, {version.FirstSeen:HH:mm:ss.fff} to {version.LastSeen:HH:mm:ss.fff}");
        }

        foreach (var failure in load.Failures.Take(FailuresShown))
        {
            Line($"failure      {failure.At:HH:mm:ss.fff} {failure.Kind}: {failure.Detail}");
        }

        return text.ToString().TrimEnd();

        void Line(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
    }

    private static string Figures(Quantiles of) => string.Create(
        CultureInfo.InvariantCulture, $"p50 {of.P50:0.00}  p90 {of.P90:0.00}  p99 {of.P99:0.00}  p99.9 {of.P999:0.00}  max {of.Max:0.00}");
}
