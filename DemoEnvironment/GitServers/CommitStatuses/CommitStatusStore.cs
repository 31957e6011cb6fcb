using System.Collections.Immutable;
using DddAspire.DemoEnvironment.GitServers.Webhooks;

namespace DddAspire.DemoEnvironment.GitServers.CommitStatuses;

/// <summary>Commit statuses on disk: a file a commit, a JSON object a line.</summary>
/// <param name="folder">Where the files lie.</param>
/// <param name="time">The clock.</param>
internal sealed class CommitStatusStore(string folder, TimeProvider time)
{
    private readonly Lock gate = new();

    /// <summary>Adds a status to a commit, given by its full id.</summary>
    public CommitStatus Add(string commit, NewCommitStatus added)
    {
        lock (gate)
        {
            Directory.CreateDirectory(folder);
            var now = time.GetUtcNow();
            var status = new CommitStatus(
                Of(commit).Length + 1, added.State, added.TargetUrl ?? "", added.Description ?? "",
                string.IsNullOrEmpty(added.Context) ? "default" : added.Context, GitUser.Owner, now, now);
            JsonLines.Append(FileOf(commit), status, PushEventBody.Json);
            return status;
        }
    }

    /// <summary>All statuses of a commit, newest first.</summary>
    public ImmutableArray<CommitStatus> Of(string commit)
    {
        lock (gate)
        {
            return [.. JsonLines.Read<CommitStatus>(FileOf(commit), PushEventBody.Json).Reverse()];
        }
    }

    private string FileOf(string commit) => Path.Combine(folder, commit);
}
