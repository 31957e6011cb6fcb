using System.Collections.Immutable;

namespace DddAspire.DemoRunner.Reports;

/// <summary>The files of a report.</summary>
internal static class ReportFile
{
    /// <summary>For programs.</summary>
    public const string Json = "report.json";

    /// <summary>For people; one file, nothing loaded from elsewhere.</summary>
    public const string Html = "report.html";

    /// <summary>For CI servers.</summary>
    public const string JUnit = "junit.xml";

    /// <summary>For the page of a CI job.</summary>
    public const string Markdown = "report.md";

    /// <summary>All of them.</summary>
    public static ImmutableArray<string> All { get; } = [Json, Html, JUnit, Markdown];
}
