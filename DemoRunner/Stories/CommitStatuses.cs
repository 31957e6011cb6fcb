using System.Net.Http.Headers;
using System.Text.Json.Serialization;
using DddAspire.DemoEnvironment.State;

namespace DddAspire.DemoRunner.Stories;

/// <summary>Reads what the git server shows beside a commit, as a user's browser would.</summary>
internal sealed class CommitStatuses(HttpClient http)
{
    /// <summary>The newest state of the commit, such as "success" or "failure"; "none" when nobody has posted one.</summary>
    /// <exception cref="HttpRequestException">The git server did not answer as expected.</exception>
    public async Task<string> NewestAsync(GitServerState git, string commit, CancellationToken cancellationToken)
    {
        var address = new Uri(git.BaseUrl, $"/api/v1/repos/{git.Owner}/{git.Repository}/commits/{commit}/statuses");
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        var token = (await File.ReadAllTextAsync(git.TokenFile, cancellationToken)).Trim();
        request.Headers.Authorization = new AuthenticationHeaderValue("token", token);
        using var answer = await http.SendAsync(request, cancellationToken);
        answer.EnsureSuccessStatusCode();
        var statuses = await answer.Content.ReadFromJsonAsync<List<CommitStatusPayload>>(cancellationToken) ?? [];
        return statuses.OrderByDescending(status => status.Id).Select(status => status.Status).FirstOrDefault() ?? "none";
    }

    /// <summary>The part of Gitea's answer that is read.</summary>
    private sealed record CommitStatusPayload(
        [property: JsonPropertyName("id")] long Id,
        [property: JsonPropertyName("status")] string Status);
}
