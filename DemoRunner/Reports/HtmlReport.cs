using DddAspire.DemoRunner.Stories;

namespace DddAspire.DemoRunner.Reports;

/// <summary>A story's report as one self-contained, printable page.</summary>
internal static class HtmlReport
{
    /// <summary>The whole text of report.html.</summary>
    public static string Write(StoryReport report) => $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{StoryNames.Format(report.Story)}: {Word(report.Verdict)} · DddAspire</title>
        <style>
        {Resources.Text("Reports.report.css")}
        </style>
        </head>
        <body>
        <main>
        {Banner(report)}
        {LoadSection.Write(report)}
        {EvidenceSection.Write(report)}
        {ScriptSection.Write(report)}
        {EnvironmentSection.Write(report)}
        </main>
        </body>
        </html>

        """;

    private static string Banner(StoryReport report) => $"""
        <header class="banner {Word(report.Verdict)}">
        <p class="story">Story <b>{StoryNames.Format(report.Story)}</b> · {Markup.Text(report.Subject.Integration)} in {Markup.Text(report.Subject.Namespace)}
        · {Markup.Text(report.Subject.From.ToString())} → {Markup.Text(report.Subject.To.ToString())}</p>
        <h1>{Word(report.Verdict)}</h1>
        <ul>{Markup.Each(report.Reasons, reason => $"<li>{Markup.Text(reason)}</li>")}</ul>
        <p class="when">{Markup.Day(report.StartedAt)} {Markup.Clock(report.StartedAt)} to {Markup.Clock(report.EndedAt)} UTC, {Markup.Span(report.EndedAt - report.StartedAt)}</p>
        </header>
        """;

    private static string Word(StoryOutcome outcome) => outcome.ToString().ToLowerInvariant();
}
