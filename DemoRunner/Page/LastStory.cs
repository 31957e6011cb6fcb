using System.Text.Json;
using DddAspire.DemoRunner.Reports;

namespace DddAspire.DemoRunner.Page;

/// <summary>The story that was told last, read from its report: what the page shows after a restart of the runner.</summary>
internal static class LastStory
{
    /// <summary>Reads it; null when no story was told, or the last report is none of a story.</summary>
    public static StoryProgress? Read(ReportFolder reports)
    {
        try
        {
            return reports.Find(ReportFolder.Latest, ReportFile.Json) is { } path && reports.Find(ReportFolder.Latest, ReportFile.Html) is { } page
                && ReportJson.Read(File.ReadAllText(path)) is { Subject: not null, Steps.IsDefault: false } report
                ? Of(report, page)
                : null;
        }
        catch (Exception exception) when (exception is JsonException or IOException)
        {
            return null;
        }
    }

    private static StoryProgress Of(StoryReport report, string page) => new(
        report.Id,
        new StoryRequest(report.Story, report.Subject.Integration, report.Subject.Namespace, report.Load?.Rate ?? StoryRequest.DefaultRate),
        report.StartedAt,
        report.Steps)
    {
        Subject = report.Subject,
        Notes = report.Notes,
        Marks = report.Marks,
        Timeline = report.Timeline,
        End = new(report.EndedAt, report.Verdict, report.Reasons, page),
    };
}
