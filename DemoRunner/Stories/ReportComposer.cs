using System.Collections.Immutable;
using System.Runtime.InteropServices;
using DddAspire.DemoEnvironment.State;
using DddAspire.DemoRunner.Reports;

namespace DddAspire.DemoRunner.Stories;

/// <summary>Puts a report together from what is known at the end of a story.</summary>
internal static class ReportComposer
{
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
        facts.Load is { } load ? ZeroOfMany.Describe(load.Figures) : null,
        [.. facts.Changes.Select((change, index) => change.Evidence with { SeenAt = SeenAt(change, index, facts, progress.Timeline) })],
        facts.Load?.Instrument,
        progress.Marks,
        progress.Timeline,
        progress.Notes);

    /// <summary>The runs of the story's own commits; one that put an interrupted story back is none of them.</summary>
    private static ImmutableArray<Runs.RunView> Runs(StoryProgress progress, StoryFacts facts)
    {
        var done = facts.Changes.Select(change => change.Run).OfType<Runs.RunView>().ToImmutableArray();
        return done.Length == facts.PlannedChanges ? done : [.. done.Concat(progress.Runs).DistinctBy(run => run.Id)];
    }

    /// <summary>When callers were first served by what a change brought: exactly for a version never seen before, to the second for one that came back.</summary>
    private static DateTimeOffset? SeenAt(ChangeFacts change, int index, StoryFacts facts, ImmutableArray<TimelineSecond> timeline)
    {
        if (change.Expected != ExpectedEffect.Deployed)
        {
            return null;
        }

        var version = index == 0 ? facts.Subject.To : facts.Subject.From;
        var exact = facts.Load?.Versions.FirstOrDefault(seen =>
            seen.Integration == facts.Subject.Integration && seen.Runtime == version.Runtime && seen.Bar == version.Bar && seen.FirstSeen >= change.Evidence.PushedAt);
        return exact?.FirstSeen
            ?? timeline.FirstOrDefault(second => second.At >= change.Evidence.PushedAt && second.Versions.GetValueOrDefault(version.ToString()) > 0)?.At;
    }

    private static EnvironmentFigures Describe(EnvironmentState environment) => new(
        environment.Cluster.Name,
        environment.Cluster.KubernetesVersion,
        environment.Git.Kind,
        environment.Registry.Address,
        environment.Images.ToImmutableSortedDictionary(StringComparer.Ordinal),
        $"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors");
}
