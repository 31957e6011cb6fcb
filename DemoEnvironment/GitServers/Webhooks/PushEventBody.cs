using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DddAspire.DemoEnvironment.GitServers.Webhooks;

/// <summary>The body of Gitea's push event, as far as receivers read it. See modules/structs/hook.go of go-gitea/gitea.</summary>
public sealed record PushEventBody(
    string Ref,
    string Before,
    string After,
    Uri CompareUrl,
    ImmutableArray<PushedCommit> Commits,
    int TotalCommits,
    PushedCommit? HeadCommit,
    PushedRepository Repository,
    GitUser Pusher,
    GitUser Sender)
{
    /// <summary>How it is written: snake case, in UTF-8.</summary>
    public static JsonSerializerOptions Json { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };
}

/// <summary>A commit in a push event; paths are relative to the repository.</summary>
public sealed record PushedCommit(
    string Id,
    string Message,
    Uri Url,
    CommitUser Author,
    CommitUser Committer,
    DateTimeOffset Timestamp,
    ImmutableArray<string> Added,
    ImmutableArray<string> Removed,
    ImmutableArray<string> Modified);

/// <summary>Who wrote or committed.</summary>
public sealed record CommitUser(string Name, string Email, string Username);

/// <summary>The repository of a push event.</summary>
public sealed record PushedRepository(
    long Id,
    GitUser Owner,
    string Name,
    string FullName,
    bool Private,
    Uri HtmlUrl,
    Uri CloneUrl,
    string DefaultBranch);

/// <summary>An account of the git server.</summary>
public sealed record GitUser(long Id, string Login, string FullName, string Email, string Username)
{
    /// <summary>The one account.</summary>
    public static GitUser Owner { get; } = new(1, GitAccount.Owner, "Driveway Dent Deletion", GitAccount.Email, GitAccount.Owner);
}
