using DddAspire.DemoRunner.Reports;
using DddAspire.DemoRunner.Runs;

namespace DddAspire.DemoRunner.Stories;

/// <summary>A commit on its way to the cluster.</summary>
/// <param name="Title">"upgrade" or "rollback".</param>
/// <param name="Expected">What it is to do.</param>
/// <param name="Commit">The full commit id.</param>
/// <param name="PushedAt">When <c>git push</c> was started, UTC.</param>
/// <param name="Before">The cluster just before.</param>
internal sealed record PushedChange(string Title, ExpectedEffect Expected, string Commit, DateTimeOffset PushedAt, ClusterSnapshot Before)
{
    /// <summary>The commit as people write it.</summary>
    public string ShortCommit => Commit[..10];

    /// <summary>What it did, now that its run is over.</summary>
    public ChangeFacts Done(RunView run, ClusterSnapshot after) =>
        new(Expected, run, new ChangeFigures(Title, Commit, PushedAt, null, Before.Integrations, after.Integrations));
}
