using System.Globalization;
using DddAspire.DemoRunner.Reports;

namespace DddAspire.DemoRunner.Stories;

/// <summary>Did callers notice anything, and was the measurement fit to tell?</summary>
internal static class LoadFindings
{
    public static IEnumerable<Finding> Of(StoryFacts facts) =>
        facts.Load is { } load
            ? Calls(load).Concat(Quotes(load.Audit))
            : [Finding.Inconclusive("No load ran, so nothing is known about what callers would have seen.")];

    private static IEnumerable<Finding> Calls(LoadFacts load)
    {
        var (figures, outcome) = (load.Figures, Outcome(load));
        if (outcome == StoryOutcome.Passed)
        {
            return figures.Succeeded > 0
                ? [Finding.Passed(RuleOfThree.Describe(figures))]
                : [Finding.Inconclusive("Not one call was made.")];
        }

        if (load.FailedBeforeChange > 0 && load.FailedBeforeChange == figures.Failed)
        {
            return [Finding.Inconclusive(NotCarried(load))];
        }

        IEnumerable<string> reasons = load.Reasons.IsEmpty ? [$"{figures.Failed:N0} of {figures.Scheduled:N0} calls failed{Kinds(figures)}."] : load.Reasons;
        return reasons.Select(reason => new Finding(outcome, reason));
    }

    private static StoryOutcome Outcome(LoadFacts load) => load.Judgement switch
    {
        VerdictKind.Missed => StoryOutcome.Failed,
        VerdictKind.Inconclusive => StoryOutcome.Inconclusive,
        _ => load.Figures.Failed > 0 ? StoryOutcome.Failed : StoryOutcome.Passed,
    };

    private static IEnumerable<Finding> Quotes(StoryAuditFigures? audit)
    {
        if (audit is null)
        {
            yield return Finding.Inconclusive("The acknowledged quotes could not be read back.");
            yield break;
        }

        if (audit.Missing > 0)
        {
            yield return Finding.Failed($"{audit.Missing:N0} of {audit.Acknowledged:N0} acknowledged quotes are missing from the database.");
        }

        if (audit.Duplicated > 0)
        {
            yield return Finding.Failed($"{audit.Duplicated:N0} of {audit.Acknowledged:N0} acknowledged quotes are stored more than once.");
        }

        if (audit is { Missing: 0, Duplicated: 0 })
        {
            yield return Finding.Passed($"All {audit.Acknowledged:N0} acknowledged quotes are stored, each once.");
        }
    }

    private static string NotCarried(LoadFacts load)
    {
        var (figures, instrument) = (load.Figures, load.Instrument);
        var machine = instrument.Machine is { } known ? $" ({known.Describe(instrument.LatenessMs.P99)})" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"The solution does not carry this load on this machine: {load.FailedBeforeChange:N0} of {figures.Scheduled:N0} calls at {figures.Rate:0.##} a second failed before anything was changed{Kinds(figures)}{machine}.");
    }

    private static string Kinds(StoryLoadFigures figures) =>
        figures.Failures.IsEmpty ? "" : $" ({string.Join(", ", figures.Failures.Select(failure => failure.Kind.Word()).Distinct())})";
}
