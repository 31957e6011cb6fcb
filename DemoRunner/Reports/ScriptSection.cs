namespace DddAspire.DemoRunner.Reports;

/// <summary>The story's steps, as told.</summary>
internal static class ScriptSection
{
    public static string Write(StoryReport report) => $"""
        <section>
        <h2>Steps</h2>
        <ol class="steps">
        {Markup.Each(report.Steps, Step)}
        </ol>
        {(report.Notes.IsEmpty ? "" : $"<h3>Notes</h3><ul>{Markup.Each(report.Notes, note => $"<li>{Markup.Text(note)}</li>")}</ul>")}
        </section>
        """;

    private static string Step(StepFigures step) => $"""
        <li class="{step.Result.ToString().ToLowerInvariant()}" value="{step.Number}"><b>{Markup.Text(step.Title)}</b>
        <span class="time">{Markup.Clock(step.StartedAt)} · {Markup.Span(step.StartedAt, step.EndedAt)}</span>
        {(step.Detail is { } detail ? $"<p>{Markup.Text(detail)}</p>" : "")}</li>
        """;
}
