using System.Text.Json;

namespace DddAspire.DemoRunner.Webhooks;

/// <summary>What a push event says that matters here; what changed is asked of git, never of the payload.</summary>
/// <param name="Reference">Such as <c>refs/heads/main</c>.</param>
/// <param name="Commit">The branch's new head, 40 hex digits; all zeros when the branch was deleted.</param>
/// <param name="Repository">owner/name.</param>
internal sealed record PushEvent(string Reference, string Commit, string Repository)
{
    private const int CommitLength = 40;

    public bool IsDeletion => Commit.All(digit => digit == '0');

    /// <summary>Reads a payload of Gitea or GitHub; null when it is not one.</summary>
    public static PushEvent? TryParse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var payload = JsonDocument.Parse(body);
            var root = payload.RootElement;
            var reference = Text(root, "ref");
            var commit = Text(root, "after");
            var repository = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("repository", out var found) ? Text(found, "full_name") : null;
            return reference is not null && repository is not null && commit is { Length: CommitLength } && commit.All(char.IsAsciiHexDigit)
                ? new PushEvent(reference, commit.ToLowerInvariant(), repository)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
