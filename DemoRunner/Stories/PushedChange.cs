using System.Collections.Immutable;

namespace DddAspire.DemoRunner.Stories;

/// <summary>A change as the script plans it.</summary>
/// <param name="Title">Such as "upgrade" or "rollback".</param>
/// <param name="Expected">What it is to do.</param>
/// <param name="Targets">The integrations that it touches, each with the version that is to serve afterwards.</param>
internal sealed record PlannedChange(string Title, ExpectedEffect Expected, ImmutableSortedDictionary<string, IntegrationVersion> Targets)
{
    /// <summary>A change of one integration.</summary>
    public static PlannedChange Of(string title, ExpectedEffect expected, string integration, IntegrationVersion version) =>
        new(title, expected, ImmutableSortedDictionary.Create<string, IntegrationVersion>(StringComparer.Ordinal).Add(integration, version));
}

/// <summary>A commit on its way to the cluster.</summary>
/// <param name="Plan">What it is to do.</param>
/// <param name="Commit">The full commit id.</param>
/// <param name="PushedAt">When <c>git push</c> was started, UTC.</param>
/// <param name="Before">The cluster just before.</param>
internal sealed record PushedChange(PlannedChange Plan, string Commit, DateTimeOffset PushedAt, ClusterSnapshot Before)
{
    /// <summary>The commit as people write it.</summary>
    public string ShortCommit => CommitId.Abbreviate(Commit);

    /// <summary>What it changed in git, line by line.</summary>
    public CommitView? Diff { get; init; }

    /// <summary>What it did, now that its run is over.</summary>
    public ChangeFacts Done(RunView run, ClusterSnapshot after) =>
        new(Plan.Expected, Plan.Targets, run, new ChangeFigures(Plan.Title, Commit, PushedAt, null, Before.Integrations, after.Integrations) { Diff = Diff });
}
