using System.Collections.Immutable;
using System.Runtime.InteropServices;
using DddAspire.DemoEnvironment.State;
using DddAspire.DemoRunner.Reports;

namespace DddAspire.DemoRunner.Stories;

/// <summary>Puts a report together from what is known at the end of a story.</summary>
internal static class ReportComposer
{
    private static readonly TimeSpan UsualDifference = TimeSpan.FromSeconds(2);

    public static StoryReport Compose(
        StoryProgress progress, StoryFacts facts, StoryVerdict verdict, EnvironmentState? environment, DateTimeOffset endedAt) => new(
        progress.Request.Story,
        verdict.Outcome,
        verdict.Reasons,
        progress.StartedAt,
        endedAt,
        facts.Load?.Figures,
        facts.Load?.Versions ?? [],
        facts.Load?.Audit,
        Runs(progress, facts),
        progress.Steps,
        environment is null ? null : Describe(environment),
        progress.Id,
        facts.Subject,
        facts.Load is { } load ? RuleOfThree.Describe(load.Figures) : null,
        [.. facts.Changes.Select((change, index) => change.Evidence with { SeenAt = SeenAt(change, index, facts, progress) })],
        facts.Load?.Instrument,
        progress.Marks,
        progress.Timeline,
        progress.Notes)
    {
        Matrix = facts.Load?.Matrix,
    };

    /// <summary>The runs of the story's own commits; one that put an interrupted story back is none of them.</summary>
    private static ImmutableArray<RunView> Runs(StoryProgress progress, StoryFacts facts)
    {
        var done = facts.Changes.Select(change => change.Run).OfType<RunView>().ToImmutableArray();
        return done.Length == facts.PlannedChanges ? done : [.. done.Concat(progress.Runs).DistinctBy(run => run.Id)];
    }

    /// <summary>When callers were first served by what a change brought: exactly for a version never seen before, to the second for one of the subject's that came back.</summary>
    internal static DateTimeOffset? SeenAt(ChangeFacts change, int index, StoryFacts facts, StoryProgress progress)
    {
        if (change.Expected != ExpectedEffect.Deployed)
        {
            return null;
        }

        var ahead = AheadOfTheLoadClient(index < facts.PlannedChanges - 1 ? Callers.ChangePushed : Callers.WayBackPushed, facts, progress);
        var pushedAt = change.Evidence.PushedAt - ahead;
        var exact = facts.Load?.Versions.FirstOrDefault(seen =>
            change.Targets.GetValueOrDefault(seen.Integration) is { } target && seen.Runtime == target.Runtime && seen.Bar == target.Bar && seen.FirstSeen >= pushedAt);
        var version = change.Targets.GetValueOrDefault(facts.Subject.Integration)?.ToString();
        var seenAt = exact?.FirstSeen
            ?? progress.Timeline.FirstOrDefault(second => second.At >= pushedAt && version is not null && second.Versions.GetValueOrDefault(version) > 0)?.At;
        return seenAt + ahead;
    }

    // Both note the same moment, each by its own clock. A small difference is the time that telling takes; a large one means that the
    // machine's clock was set since the load began.
    private static TimeSpan AheadOfTheLoadClient(string mark, StoryFacts facts, StoryProgress progress)
    {
        var here = progress.Marks.FirstOrDefault(one => one.Name == mark)?.At;
        var there = facts.Load?.Marks.FirstOrDefault(one => one.Name == mark)?.At;
        return here - there is { } ahead && ahead.Duration() > UsualDifference ? ahead : TimeSpan.Zero;
    }

    private static EnvironmentFigures Describe(EnvironmentState environment) => new(
        environment.Cluster.Name,
        environment.Cluster.KubernetesVersion,
        environment.Git.Kind,
        environment.Registry.Address,
        environment.Images.ToImmutableSortedDictionary(StringComparer.Ordinal),
        $"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors");
}
