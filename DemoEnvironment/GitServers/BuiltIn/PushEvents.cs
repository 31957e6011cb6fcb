using DddAspire.DemoEnvironment.GitServers.Webhooks;

namespace DddAspire.DemoEnvironment.GitServers.BuiltIn;

/// <summary>Turns a moved branch into the event that Gitea would send.</summary>
/// <param name="repository">Where the commits are.</param>
/// <param name="home">The repository's page.</param>
internal sealed class PushEvents(BareRepository repository, Uri home)
{
    private const int MostCommits = 30;

    /// <summary>The event for one moved branch; the list of commits is cut, their number is not.</summary>
    public async Task<PushEventBody> DescribeAsync(RefUpdate update, CancellationToken cancellationToken)
    {
        var range = RefUpdate.IsNothing(update.Before) ? update.After : $"{update.Before}..{update.After}";
        var commits = await repository.LogAsync(range, MostCommits, cancellationToken);
        var total = commits.Length < MostCommits ? commits.Length : await repository.CountAsync(range, cancellationToken);
        // A branch set back to an older commit has an empty range and still a head.
        var head = commits.Length > 0 ? commits[0] : (await repository.LogAsync(update.After, 1, cancellationToken))[0];
        return new PushEventBody(
            update.Ref, update.Before, update.After, new Uri($"{home}/compare/{update.Before}...{update.After}"),
            [.. commits.Select(Describe)], total, Describe(head), Repository(), GitUser.Owner, GitUser.Owner);
    }

    private PushedCommit Describe(CommitInfo commit) => new(
        commit.Id, commit.Message + "\n", new Uri($"{home}/commit/{commit.Id}"), Describe(commit.Author), Describe(commit.Committer),
        commit.CommittedAt, commit.Paths(FileChangeKind.Added), commit.Paths(FileChangeKind.Removed), commit.Paths(FileChangeKind.Modified));

    private static CommitUser Describe(Signature signature) => new(signature.Name, signature.Email, "");

    private PushedRepository Repository()
    {
        var name = home.Segments[^1];
        return new PushedRepository(1, GitUser.Owner, name, $"{GitUser.Owner.Login}/{name}", false, home, new Uri($"{home}.git"), GitAccount.Branch);
    }
}
