using System.Collections.Immutable;
using System.Text.Json.Serialization;
using DddAspire.Contracts.Status;

namespace DddAspire.Contracts.Stories;

/// <summary>What a change did to the integrations' pods: the evidence that it took place, and took place nowhere else.</summary>
/// <param name="Title">Such as "upgrade" or "rollback".</param>
/// <param name="Commit">The commit that made it.</param>
/// <param name="PushedAt">When <c>git push</c> was started, UTC.</param>
/// <param name="SeenAt">When a caller first got an answer from the new version, UTC; null when none did.</param>
/// <param name="Before">All integrations in both namespaces just before the push.</param>
/// <param name="After">The same when the run was over.</param>
public sealed record ChangeFigures(
    string Title,
    string Commit,
    DateTimeOffset PushedAt,
    DateTimeOffset? SeenAt,
    ImmutableArray<IntegrationView> Before,
    ImmutableArray<IntegrationView> After)
{
    /// <summary>The commit with the lines that it changed; null where they could not be read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CommitView? Diff { get; init; }
}
