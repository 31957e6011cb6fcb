using System.Text.Json;

namespace DddAspire.DemoRunner.Proofs;

/// <summary>A proof's report for programs.</summary>
internal static class ProofJson
{
    /// <summary>The whole text of report.json.</summary>
    public static string Write(ProofReport report) => JsonSerializer.Serialize(report, ReportJson.Indented) + "\n";
}
