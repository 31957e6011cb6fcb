using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace DddAspire.LoadClient.Verdicts;

/// <summary>The reasons of a verdict as sentences with their figures.</summary>
internal static class VerdictWords
{
    public static string Behind(LoadReport report, double limit) => Text(
        $"the client fell behind its schedule: p99 of (sent - due) was {report.Schedule.LatenessMs.P99:N1} ms, at most {limit:N0} ms lets it judge the server{Figures(report)}");

    public static string Busy(LoadReport report) => $"the machine was busy{Figures(report)}";

    public static string Failed(IReadOnlyList<KeyValuePair<FailureKind, long>> kinds, long scheduled, long allowed)
    {
        var names = kinds.Select(pair => Text($"{JsonNamingPolicy.CamelCase.ConvertName(pair.Key.ToString())} {pair.Value:N0}"));
        return Text($"{kinds.Sum(pair => pair.Value):N0} of {scheduled:N0} calls failed ({string.Join(", ", names)}), allowed are {allowed:N0}");
    }

    public static string Gap(double gap, double limit) => Text($"{gap:N0} ms passed without a success, allowed are {limit:N0} ms");

    public static string Slow(double p99, double limit) => Text($"p99 was {p99:N1} ms, allowed are {limit:N1} ms");

    public static string Raised(BaselineComparison comparison) => Text(
        $"answers were slower after the baseline: p99 {comparison.ChangeP99Ms:N1} ms (baseline {comparison.BaselineP99Ms:N1} ms); --max-p99 makes it an objective");

    public static string LongGap(double gap) => Text($"{gap:N0} ms passed without an answer, though every call was answered in time");

    public static string AuditNotClean(AuditFigures audit) => Text(
        $"of {audit.Acknowledged:N0} acknowledged quotes {audit.Missing:N0} are missing; {audit.Duplicated:N0} posts are stored more than once");

    public static string NotAudited(AuditFigures audit) => Text(
        $"{audit.NotAudited:N0} of {audit.Acknowledged + audit.Unknown:N0} posts could not be read back, so nothing can be said about them");

    public static ImmutableArray<string> Met(LoadReport report)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        words.Add(report.Load.FailureShareBelow is { } share
            ? Text($"0 of {report.Load.Scheduled:N0} calls failed: at 95 % confidence fewer than {100 * share:0.####} % do")
            : Text($"{report.Load.Failed:N0} of {report.Load.Scheduled:N0} calls failed"));
        words.Add(Text($"the longest time without a success was {report.Load.LongestGapMs:N0} ms"));
        words.Add(report.Comparison is { BaselineSucceeded: > 0 } comparison
            ? Text($"p99 was {comparison.BaselineP99Ms:N1} ms in the baseline and {comparison.ChangeP99Ms:N1} ms after it")
            : Text($"p99 was {report.Load.LatencyMs.P99:N1} ms; no baseline was marked to compare it with"));
        if (report.Audit.Acknowledged > 0)
        {
            words.Add(Text($"all {report.Audit.Acknowledged:N0} acknowledged quotes are stored, each once"));
        }

        return words.ToImmutable();
    }

    private static string Figures(LoadReport report) =>
        report.Machine is { } machine ? $" ({machine.Describe(report.Schedule.LatenessMs.P99)})" : "";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
