using DddAspire.DemoRunner.Html;

namespace DddAspire.DemoRunner.Reports;

/// <summary>A story's report as one self-contained, printable page.</summary>
internal static class HtmlReport
{
    /// <summary>The whole text of report.html.</summary>
    public static Task<string> WriteAsync(StoryReport report) =>
        RazorHtml.RenderAsync<StoryReportPage>(new Dictionary<string, object?> { [nameof(StoryReportPage.Report)] = report });
}
