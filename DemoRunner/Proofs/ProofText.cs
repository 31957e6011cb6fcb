using System.Globalization;
using System.Text;
using DddAspire.DemoRunner.Reports;

namespace DddAspire.DemoRunner.Proofs;

/// <summary>A proof's result as text: for the terminal, for the page of a CI job, and one line for programs.</summary>
internal static class ProofText
{
    private const int FailuresShown = 10;

    /// <summary>The summary for the terminal, without its last line.</summary>
    public static string Summary(ProofReport report)
    {
        var text = new StringBuilder();
        Line(text, $"\n{report.Verdict.ToString().ToUpperInvariant()}: {report.Target.Method} {report.Target.Url}");
        foreach (var reason in report.Reasons)
        {
            Line(text, $"  - {reason}");
        }

        foreach (var phase in report.Phases)
        {
            Line(text, $"{phase.Name,-8} {phase.Scheduled,8:N0} calls {phase.Failed,8:N0} failed   p50 {phase.LatencyMs.P50:0.#} ms   p99 {phase.LatencyMs.P99:0.#} ms   max {phase.LatencyMs.Max:0.#} ms");
        }

        Line(text, $"longest time without a success: {report.Load.LongestGapMs:N0} ms");
        foreach (var (kind, calls) in report.Load.FailuresByKind)
        {
            Line(text, $"{kind.Word(),-10} {calls:N0}");
        }

        foreach (var failure in report.Load.Failures.Take(FailuresShown))
        {
            Line(text, $"  {failure.At.UtcDateTime:HH:mm:ss.fff} {failure.Kind.Word()}: {OneLine(failure.Detail)}");
        }

        foreach (var version in report.Versions)
        {
            Line(text, $"version {version.Value}: {version.Answers:N0} answers, {version.FirstSeen.UtcDateTime:HH:mm:ss.fff} to {version.LastSeen.UtcDateTime:HH:mm:ss.fff}");
        }

        return text.ToString().TrimEnd('\n');
    }

    /// <summary>The last line of output: names and values that a program can take apart at the spaces.</summary>
    public static string VerdictLine(ProofReport report, string folder) => string.Create(
        CultureInfo.InvariantCulture,
        $"verdict={report.Verdict.ToString().ToLowerInvariant()} partial={(report.Partial ? "true" : "false")} scheduled={report.Load.Scheduled} succeeded={report.Load.Succeeded} failed={report.Load.Failed} longest_gap_ms={report.Load.LongestGapMs:0} p99_ms={report.Load.LatencyMs.P99:0.#} command_exit={(report.Command is { } command ? command.ExitCode : "none")} versions={report.Versions.Length} report={Uri.EscapeDataString(folder).Replace("%2F", "/", StringComparison.Ordinal)}");

    /// <summary>The whole text of report.md.</summary>
    public static string Markdown(ProofReport report)
    {
        var text = new StringBuilder();
        Line(text, $"# {report.Verdict.ToString().ToLowerInvariant()}: {report.Target.Method} {ReportMarkdown.Text(report.Target.Url)}\n");
        foreach (var reason in report.Reasons)
        {
            Line(text, $"- {ReportMarkdown.Text(reason)}");
        }

        Line(text, $"\nDuring {ReportMarkdown.Code(report.Command?.Line ?? "(the command was not started)")}; {report.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, {Markup.Span(report.EndedAt - report.StartedAt)}\n");
        text.Append(ReportMarkdown.Table(
            ["phase", "calls", "failed", "p50 ms", "p99 ms", "max ms"],
            report.Phases.Select(phase => new[]
            {
                phase.Name, Markup.Number(phase.Scheduled), Markup.Number(phase.Failed),
                Markup.Fixed(phase.LatencyMs.P50), Markup.Fixed(phase.LatencyMs.P99), Markup.Fixed(phase.LatencyMs.Max),
            })));
        Line(text, $"\nLongest time without a success: {report.Load.LongestGapMs:N0} ms. {report.Bound}");
        if (!report.Load.FailuresByKind.IsEmpty)
        {
            Line(text, $"\n{ReportMarkdown.Table(["failure", "calls", "the first"], report.Load.FailuresByKind.Select(pair => Kind(report, pair.Key, pair.Value)))}");
        }

        if (!report.Versions.IsEmpty)
        {
            Line(text, $"\n{ReportMarkdown.Table([report.Target.VersionHeader!, "answers", "first seen", "last seen"], report.Versions.Select(Version))}");
        }

        return text.ToString();
    }

    private static string[] Kind(ProofReport report, FailureKind kind, long calls) =>
        [kind.Word(), Markup.Number(calls), OneLine(report.Load.Failures.FirstOrDefault(failure => failure.Kind == kind)?.Detail ?? "")];

    private static string[] Version(ServedVersion version) =>
        [version.Value, Markup.Number(version.Answers), Markup.Clock(version.FirstSeen), Markup.Clock(version.LastSeen)];

    // What a server answered goes to a terminal: no line of its own, no control sequence.
    private static string OneLine(string text) => string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
