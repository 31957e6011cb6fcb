namespace DddAspire.DemoEnvironment.GitServers.CommitStatuses;

/// <summary>The body of a request for a commit status.</summary>
/// <param name="State">How it stands.</param>
/// <param name="TargetUrl">Where to read more.</param>
/// <param name="Description">One line.</param>
/// <param name="Context">Who says so; Gitea's word for "not told" is <c>default</c>.</param>
public sealed record NewCommitStatus(CommitState State, string? TargetUrl, string? Description, string? Context);
