using DddAspire.DemoRunner.Html;

namespace DddAspire.DemoRunner.Proofs;

/// <summary>A proof's report as one self-contained, printable page.</summary>
internal static class ProofHtml
{
    /// <summary>The whole text of report.html.</summary>
    public static Task<string> WriteAsync(ProofReport report) =>
        RazorHtml.RenderAsync<ProofReportPage>(new Dictionary<string, object?> { [nameof(ProofReportPage.Report)] = report });
}
