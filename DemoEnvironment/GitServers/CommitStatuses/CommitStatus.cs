using System.Text.Json.Serialization;
using DddAspire.DemoEnvironment.GitServers.Webhooks;

namespace DddAspire.DemoEnvironment.GitServers.CommitStatuses;

/// <summary>What somebody says about a commit, as Gitea's API shows it.</summary>
/// <param name="Id">1 for the commit's first.</param>
/// <param name="Status">How it stands.</param>
/// <param name="TargetUrl">Where to read more; may be empty.</param>
/// <param name="Description">One line; may be empty.</param>
/// <param name="Context">Who says so, such as <c>pipeline</c>.</param>
/// <param name="Creator">The account.</param>
/// <param name="CreatedAt">When it was said.</param>
/// <param name="UpdatedAt">The same: a status does not change, a newer one takes its place.</param>
public sealed record CommitStatus(
    long Id,
    CommitState Status,
    string TargetUrl,
    string Description,
    string Context,
    GitUser Creator,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);

/// <summary>The states of Gitea's API, best first.</summary>
[JsonConverter(typeof(CommitStateConverter))]
public enum CommitState
{
    /// <summary>It went well.</summary>
    Success,

    /// <summary>Under way.</summary>
    Pending,

    /// <summary>Well enough.</summary>
    Warning,

    /// <summary>It did not go well.</summary>
    Failure,

    /// <summary>It could not be tried.</summary>
    Error,
}
