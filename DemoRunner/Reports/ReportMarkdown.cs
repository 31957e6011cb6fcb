using System.Globalization;
using System.Text;

namespace DddAspire.DemoRunner.Reports;

/// <summary>A story's report for the page of a CI job, and pieces of Markdown; whatever came from outside goes through <see cref="Text"/> or <see cref="Code"/>.</summary>
internal static class ReportMarkdown
{
    private const int MostDiffLines = 12;

    /// <summary>The whole text of report.md.</summary>
    public static string Write(StoryReport report)
    {
        var text = new StringBuilder();
        Line(text, $"# {report.Verdict.ToString().ToLowerInvariant()}: story {StoryNames.Format(report.Story)}\n");
        Line(text, $"{Text(ReportClaim.Of(report))}\n");
        foreach (var reason in report.Reasons)
        {
            Line(text, $"- {Text(reason)}");
        }

        Line(text, $"\n{Text(report.Subject.Integration)} in {Text(report.Subject.Namespace)}: {Text(report.Subject.From.ToString())} to {Text(report.Subject.To.ToString())}; {report.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, {Markup.Span(report.EndedAt - report.StartedAt)}\n");
        if (report.Load is { } load)
        {
            text.Append(Table(
                ["calls", "failed", "longest gap ms", "p50 ms", "p99 ms", "max ms"],
                [[
                    Markup.Number(load.Scheduled), Markup.Number(load.Failed), Markup.Number(load.LongestGapMs),
                    Markup.Fixed(load.LatencyMs.P50), Markup.Fixed(load.LatencyMs.P99), Markup.Fixed(load.LatencyMs.Max),
                ]]));
        }

        if (report.Audit is { } audit)
        {
            Line(text, $"\nOf {audit.Acknowledged:N0} acknowledged quotes {audit.Stored:N0} are stored, {audit.Missing:N0} are missing, {audit.Duplicated:N0} are there twice.");
        }

        foreach (var diff in report.Changes.Select(change => change.Diff).OfType<CommitView>())
        {
            Line(text, $"\n{Text(diff.Message)} ({Code(diff.Id[..Math.Min(10, diff.Id.Length)])})\n");
            var lines = diff.Files.SelectMany(file => file.Lines).Where(line => line.Kind != DiffKind.Context).Take(MostDiffLines);
            Line(text, $"```diff\n{string.Concat(lines.Select(line => $"{(line.Kind == DiffKind.Added ? '+' : '-')}{Fenced(line.Text)}\n"))}```");
        }

        Line(text, $"\n{Table(["step", "result", "took"], report.Steps.Select(step => new[] { $"{step.Number}. {step.Title}", step.Result.ToString().ToLowerInvariant(), Markup.Span(step.StartedAt, step.EndedAt) }))}");
        Line(text, $"{Table(["integration", "runtime", "bar", "first seen", "last seen"], report.Versions.Select(seen => new[] { seen.Integration, seen.Runtime, seen.Bar, Markup.Clock(seen.FirstSeen), Markup.Clock(seen.LastSeen) }))}");
        if (report.Matrix is { IsEmpty: false } matrix)
        {
            Line(text, $"\nVersions that served together, by single answers:\n\n{Table(VersionMatrix.Heads(matrix), VersionMatrix.Rows(matrix).Select(row => row.Select(cell => cell.Text)))}");
        }

        return text.ToString();
    }

    /// <summary>Text that means nothing to Markdown, on one line.</summary>
    public static string Text(string text)
    {
        var safe = new StringBuilder();
        foreach (var character in text)
        {
            safe.Append(character switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '#' or '~' => $"\\{character}",
                _ when char.IsControl(character) => " ",
                _ => character.ToString(),
            });
        }

        return safe.ToString();
    }

    // A line of a diff begins with its sign, so that none can end the fence; control characters would still be acted on by a terminal.
    private static string Fenced(string text) => string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));

    /// <summary>Text as code, on one line.</summary>
    public static string Code(string text) => $"<code>{Markup.Text(text).ReplaceLineEndings(" ").Replace("|", "&#124;", StringComparison.Ordinal)}</code>";

    /// <summary>A table; its cells are made safe here.</summary>
    public static string Table(IReadOnlyCollection<string> heads, IEnumerable<IEnumerable<string>> rows) =>
        $"{Row(heads)}{Row(heads.Select(_ => "---"))}{string.Concat(rows.Select(Row))}";

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells.Select(cell => cell == "---" ? cell : Text(cell)))} |\n";

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
