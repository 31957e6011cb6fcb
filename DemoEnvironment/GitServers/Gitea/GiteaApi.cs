using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace DddAspire.DemoEnvironment.GitServers.Gitea;

/// <summary>The part of Gitea's API that set-up needs. See https://docs.gitea.com/api/.</summary>
internal sealed class GiteaApi : IDisposable
{
    private const string TokenName = "ddd-demo";
    private static readonly string[] Scopes = ["write:repository", "write:user"];
    private static readonly string[] Events = ["push"];
    private readonly HttpClient client;
    private readonly string account;

    /// <summary>Opens it with the account's password: tokens can't be made with a token.</summary>
    public GiteaApi(Uri server, string account, string password)
    {
        this.account = account;
        client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(server, "/api/v1/"), Timeout = TimeSpan.FromSeconds(15) };
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account}:{password}")));
    }

    /// <summary>Whether a token is still good.</summary>
    public async Task<bool> AcceptsTokenAsync(string token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "user");
        request.Headers.Authorization = new AuthenticationHeaderValue("token", token);
        using var answer = await client.SendAsync(request, cancellationToken);
        return answer.IsSuccessStatusCode;
    }

    /// <summary>Makes a token, in the place of the one that was made before.</summary>
    public async Task<string> NewTokenAsync(CancellationToken cancellationToken)
    {
        using var removed = await client.DeleteAsync(At($"users/{account}/tokens/{TokenName}"), cancellationToken);
        using var answer = await PostAsync($"users/{account}/tokens", new { name = TokenName, scopes = Scopes }, cancellationToken);
        return answer.RootElement.GetProperty("sha1").GetString()!;
    }

    /// <summary>Makes an empty repository unless it is there.</summary>
    public async Task EnsureRepositoryAsync(string name, string branch, CancellationToken cancellationToken)
    {
        using var found = await client.GetAsync(At($"repos/{account}/{name}"), cancellationToken);
        if (found.StatusCode == HttpStatusCode.NotFound)
        {
            using var made = await PostAsync("user/repos", new { name, default_branch = branch, auto_init = false }, cancellationToken);
        }
    }

    /// <summary>Makes the push webhook anew: the secret of one that exists can't be compared.</summary>
    public async Task EnsureWebhookAsync(string repository, Uri receiver, string secret, CancellationToken cancellationToken)
    {
        using var hooks = JsonDocument.Parse(await client.GetStringAsync(At($"repos/{account}/{repository}/hooks"), cancellationToken));
        foreach (var id in hooks.RootElement.EnumerateArray().Where(hook => Target(hook) == receiver.ToString()).Select(hook => hook.GetProperty("id").GetInt64()))
        {
            using var removed = await client.DeleteAsync(At($"repos/{account}/{repository}/hooks/{id}"), cancellationToken);
        }

        using var made = await PostAsync(
            $"repos/{account}/{repository}/hooks",
            new
            {
                type = "gitea",
                active = true,
                events = Events,
                config = new { url = receiver.ToString(), content_type = "json", secret },
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private static Uri At(string path) => new(path, UriKind.Relative);

    private static string? Target(JsonElement hook) => hook.GetProperty("config").GetProperty("url").GetString();

    private async Task<JsonDocument> PostAsync<T>(string path, T body, CancellationToken cancellationToken)
    {
        using var answer = await client.PostAsJsonAsync(At(path), body, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode
            ? JsonDocument.Parse(text)
            : throw new GiteaRefusedException(path, (int)answer.StatusCode, text);
    }
}
