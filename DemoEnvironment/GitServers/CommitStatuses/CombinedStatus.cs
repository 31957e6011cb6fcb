using System.Collections.Immutable;

namespace DddAspire.DemoEnvironment.GitServers.CommitStatuses;

/// <summary>The newest status of every context of a commit, and what they come to.</summary>
/// <param name="Sha">The commit.</param>
/// <param name="State">The worst of them; pending when there is none.</param>
/// <param name="TotalCount">How many contexts there are.</param>
/// <param name="Statuses">One a context, newest first.</param>
public sealed record CombinedStatus(string Sha, CommitState State, int TotalCount, ImmutableArray<CommitStatus> Statuses)
{
    /// <summary>Folds all statuses of a commit.</summary>
    public static CombinedStatus Of(string sha, IEnumerable<CommitStatus> all)
    {
        ImmutableArray<CommitStatus> newest =
        [
            .. all.GroupBy(status => status.Context, StringComparer.Ordinal)
                .Select(group => group.MaxBy(status => status.Id)!)
                .OrderByDescending(status => status.Id),
        ];
        return new CombinedStatus(sha, newest.IsEmpty ? CommitState.Pending : newest.Max(status => status.Status), newest.Length, newest);
    }
}
