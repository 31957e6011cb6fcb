using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using DddAspire.DemoEnvironment.GitServers;
using DddAspire.DemoEnvironment.State;

namespace DddAspire.DemoRunner.Git;

/// <summary>Asks the git server over its API which commit the branch is at; what asks every few seconds must not start a git each time.</summary>
internal sealed class BranchHead(HttpClient http)
{
    /// <summary>The branch's head; null when there is none yet.</summary>
    /// <exception cref="HttpRequestException">The git server does not answer, or not so.</exception>
    public async Task<string?> ReadAsync(GitServerState git, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get, new Uri(git.BaseUrl, $"/api/v1/repos/{git.Owner}/{git.Repository}/branches/{GitAccount.Branch}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("token", (await File.ReadAllTextAsync(git.TokenFile, cancellationToken)).Trim());
        using var response = await http.SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        response.EnsureSuccessStatusCode();
        using var branch = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken), default, cancellationToken);
        return branch.RootElement.GetProperty("commit").GetProperty("id").GetString();
    }
}
