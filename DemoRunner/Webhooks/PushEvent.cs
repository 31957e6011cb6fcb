namespace DddAspire.DemoRunner.Webhooks;

/// <summary>What a push event says that matters here; what changed is asked of git, never of the payload.</summary>
/// <param name="Reference">Such as <c>refs/heads/main</c>.</param>
/// <param name="Commit">The branch's new head, 40 hex digits; all zeros when the branch was deleted.</param>
/// <param name="Repository">owner/name.</param>
internal sealed record PushEvent(string Reference, string Commit, string Repository)
{
    private const int CommitLength = 40;

    public bool IsDeletion => Commit.All(digit => digit == '0');

    /// <summary>A push event of Gitea or GitHub from its three texts; null when one is missing or no commit is named.</summary>
    public static PushEvent? Of(string? reference, string? commit, string? repository) =>
        reference is not null && repository is not null && commit is { Length: CommitLength } && commit.All(char.IsAsciiHexDigit)
            ? new PushEvent(reference, commit.ToLowerInvariant(), repository)
            : null;
}
