using System.Globalization;

namespace DddAspire.DemoRunner.Reports;

/// <summary>What a story did and what came of it, in one sentence for somebody who was not there.</summary>
internal static class ReportClaim
{
    /// <summary>The sentence; every figure in it is the report's.</summary>
    public static string Of(StoryReport report) => $"{Deed(report)} {Outcome(report)}";

    private static string Deed(StoryReport report)
    {
        var (subject, from, to) = (report.Subject.Integration, report.Subject.From, report.Subject.To);
        var what = from.Runtime == to.Runtime ? $"from {from.Bar} to {to.Bar}" : $"from fix pack {from.Runtime} to {to.Runtime}";
        return report.Story switch
        {
            _ when report.Changes.Length < 2 => $"{subject} was to be moved {what} and back, by git commits.",
            StoryName.SeveralVersions => $"Several integrations were moved to different versions, one after the other, and back, by {report.Changes.Length} git commits.",
            StoryName.BrokenFixPack => $"A commit asked for fix pack {to.Runtime}, with which {subject} cannot start; another commit took that back.",
            StoryName.NoChange => $"{subject} was to be moved {what}; the commit changed nothing that a caller could see, and another took it back.",
            _ => $"{subject} was moved {what} and back, by {report.Changes.Length} git commits.",
        };
    }

    private static string Outcome(StoryReport report) => report.Load is not { } load
        ? "No load ran, so nothing is known of its callers."
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{load.Scheduled:N0} calls were due meanwhile: {load.Failed:N0} failed{(report.Audit is { } audit ? $", {audit.Missing:N0} lost, {audit.Duplicated:N0} done twice" : "")}.");
}
