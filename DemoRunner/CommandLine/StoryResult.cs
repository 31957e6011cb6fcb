using System.Globalization;
using DddAspire.DemoRunner.Reports;

namespace DddAspire.DemoRunner.CommandLine;

/// <summary>A told story beside what it was to prove; the controls are to be caught.</summary>
internal sealed record StoryResult(StoryName Story, StoryOutcome? Verdict, long Calls, long Failed, TimeSpan Took, string Report)
{
    /// <summary>Whether it proved what it was to prove.</summary>
    public bool IsRight => StorySuite.IsRight(Story, Verdict, Failed);

    /// <summary>The result of a story that has ended.</summary>
    public static StoryResult Of(StoryName story, StoryProgress told) => new(
        story,
        told.End?.Verdict,
        told.Timeline.Sum(second => second.Succeeded + second.Failed),
        told.Timeline.Sum(second => second.Failed),
        (told.End?.At ?? told.StartedAt) - told.StartedAt,
        told.End?.ReportPath ?? "");

    /// <summary>All of them, a line each.</summary>
    public static string Table(IReadOnlyCollection<StoryResult> results) => string.Join('\n',
    [
        $"{"story",-20} {"verdict",-13} {"as it should be",-16} {"calls",8} {"failed",8} {"took",12}  report",
        .. results.Select(result => string.Create(
            CultureInfo.InvariantCulture,
            $"{StoryNames.Format(result.Story),-20} {Word(result.Verdict),-13} {(result.IsRight ? "yes" : $"NO, {Word(StorySuite.Wanted(result.Story))}"),-16} {result.Calls,8} {result.Failed,8} {Markup.Span(result.Took),12}  {result.Report}")),
        $"{results.Count(result => result.IsRight)} of {results.Count} stories as they should be",
    ]);

    private static string Word(StoryOutcome? verdict) => verdict?.ToString().ToLowerInvariant() ?? "none";
}
