using System.Globalization;
using DddAspire.DemoRunner.Reports;

namespace DddAspire.DemoRunner.CommandLine;

/// <summary>A story's events as lines of text.</summary>
internal static class StoryText
{
    /// <summary>The lines for an event, given the state after it; none for what the live line shows.</summary>
    public static IEnumerable<string> Lines(StoryEvent happened, StoryProgress progress) => happened switch
    {
        StoryEvent.Started => [Title(progress.Request)],
        StoryEvent.StepWaiting step => [$"{Clock(step.At)}  Enter: [{step.Number}/{progress.Steps.Length}] {progress.Steps[step.Number - 1].Title}"],
        StoryEvent.StepStarted step => [$"{Clock(step.At)} [{step.Number}/{progress.Steps.Length}] {progress.Steps[step.Number - 1].Title}"],
        StoryEvent.StepEnded step => [$"{Clock(step.At)}       {Word(step.Result)}, {Took(progress.Steps[step.Number - 1])}: {step.Detail}"],
        StoryEvent.Noted note => [$"{Clock(note.At)}       note: {note.Text}"],
        StoryEvent.RunSeen { Run.Finished: true } seen => [$"{Clock(seen.At)}       {Describe(seen.Run)}"],
        StoryEvent.Ended end => Verdict(end, progress),
        _ => [],
    };

    /// <summary>The load as one line.</summary>
    public static string Load(StoryProgress progress)
    {
        if (progress.Timeline.IsEmpty)
        {
            return "";
        }

        var last = progress.Timeline[^1];
        var versions = string.Join(", ", last.Versions.Select(version => $"{version.Key} {version.Value}/s"));
        return string.Create(CultureInfo.InvariantCulture,
            $"{Clock(last.At)}       load: {progress.Timeline.Sum(second => second.Succeeded + second.Failed):N0} sent, {progress.Timeline.Sum(second => second.Succeeded):N0} ok, {progress.Timeline.Sum(second => second.Failed):N0} failed; p99 {last.P99Ms:0} ms; {versions}");
    }

    private static string Title(StoryRequest request) => string.Create(CultureInfo.InvariantCulture,
        $"Story {StoryNames.Format(request.Story)}: {request.Integration}, with {request.Rate:0.#} calls/s on {request.Namespace}");

    private static IEnumerable<string> Verdict(StoryEvent.Ended end, StoryProgress progress) =>
    [
        "",
        $"{Word(end.Verdict)}: story {StoryNames.Format(progress.Request.Story)}, {(end.At - progress.StartedAt).TotalSeconds:0} s",
        .. end.Reasons.Select(reason => $"  - {reason}"),
        $"Report: {end.ReportPath}",
    ];

    private static string Describe(RunView run) =>
        $"run {run.Id}: {run.Result}{(run.LiveAt is { } live ? string.Create(CultureInfo.InvariantCulture, $", live {(live - run.PushedAt).TotalSeconds:0.0} s after the push") : "")}";

    private static string Took(StepFigures step) => Markup.Span(step.StartedAt, step.EndedAt);

    private static string Clock(DateTimeOffset at) => Markup.Clock(at);

    private static string Word(StepResult result) => result == StepResult.Passed ? "ok" : "FAILED";

    private static string Word(StoryOutcome outcome) => outcome.ToString().ToUpperInvariant();
}
