using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using DddAspire.Contracts.Faults;

namespace DddAspire.DemoEnvironment.GitServers.Gitea;

/// <summary>The part of Gitea's API that set-up needs. See https://docs.gitea.com/api/.</summary>
internal sealed class GiteaApi : IDisposable
{
    private const string Advice = "./demo status   # or use the other git server: ./demo up --git built-in";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);
    private static readonly ImmutableArray<string> Events = ["push"];
    private readonly HttpClient client;
    private readonly string account;

    /// <summary>Opens it with a token of the account.</summary>
    /// <param name="server">Where Gitea answers.</param>
    /// <param name="account">The account that owns the repository.</param>
    /// <param name="token">A token of its, or with <paramref name="isPassword"/> its password.</param>
    /// <param name="isPassword">Whether it is the password: other tokens can be removed with that only.</param>
    public GiteaApi(Uri server, string account, string token, bool isPassword = false)
    {
        this.account = account;
        client = LoopbackHttp.Create(Limit, new Uri(server, "/api/v1/"));
        client.DefaultRequestHeaders.Authorization = isPassword
            ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account}:{token}")))
            : new AuthenticationHeaderValue("token", token);
    }

    /// <summary>Whether the server takes the token as one of the account's.</summary>
    public async Task<bool> IsAcceptedAsync(CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Get, "user", null, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            return false;
        }

        using var user = await ReadAsync(answer, cancellationToken);
        return user.RootElement.TryGetProperty("login", out var login) && login.GetString() == account;
    }

    /// <summary>Sets the account's password; the token must be one of an administrator's.</summary>
    public async Task SetPasswordAsync(string password, CancellationToken cancellationToken) =>
        (await RequireAsync(
            HttpMethod.Patch, $"admin/users/{account}", new { login_name = account, source_id = 0, password, must_change_password = false }, cancellationToken)).Dispose();

    /// <summary>Removes tokens of the account, by the beginning of their names, but for one. Does nothing where a second factor is asked for.</summary>
    public async Task RemoveTokensAsync(string prefix, string keep, CancellationToken cancellationToken)
    {
        using var listed = await SendAsync(HttpMethod.Get, $"users/{account}/tokens?limit=50", null, cancellationToken);
        if (!listed.IsSuccessStatusCode)
        {
            return;
        }

        using var tokens = await ReadAsync(listed, cancellationToken);
        var names = tokens.RootElement.EnumerateArray().Select(token => token.GetProperty("name").GetString()!).ToList();
        foreach (var name in names.Where(name => name != keep && name.StartsWith(prefix, StringComparison.Ordinal)))
        {
            (await SendAsync(HttpMethod.Delete, $"users/{account}/tokens/{name}", null, cancellationToken)).Dispose();
        }
    }

    /// <summary>Makes an empty repository unless it is there.</summary>
    public async Task EnsureRepositoryAsync(string name, string branch, CancellationToken cancellationToken)
    {
        using var found = await SendAsync(HttpMethod.Get, $"repos/{account}/{name}", null, cancellationToken);
        if (found.StatusCode == HttpStatusCode.NotFound)
        {
            using var made = await RequireAsync(HttpMethod.Post, "user/repos", new { name, default_branch = branch, auto_init = false }, cancellationToken);
        }
        else if (!found.IsSuccessStatusCode)
        {
            throw await RefusedAsync($"repos/{account}/{name}", found, cancellationToken);
        }
    }

    /// <summary>The repository's webhooks.</summary>
    public async Task<ImmutableArray<GiteaHook>> HooksAsync(string repository, CancellationToken cancellationToken)
    {
        using var answer = await RequireAsync(HttpMethod.Get, HooksOf(repository), null, cancellationToken);
        using var hooks = await ReadAsync(answer, cancellationToken);
        return [.. hooks.RootElement.EnumerateArray().Select(GiteaHook.Parse)];
    }

    /// <summary>Makes a push webhook.</summary>
    public async Task<GiteaHook> NewHookAsync(string repository, Uri receiver, string secret, CancellationToken cancellationToken)
    {
        var wanted = new { type = "gitea", active = true, events = Events, config = new { url = receiver.ToString(), content_type = "json", secret } };
        using var answer = await RequireAsync(HttpMethod.Post, HooksOf(repository), wanted, cancellationToken);
        using var hook = await ReadAsync(answer, cancellationToken);
        return GiteaHook.Parse(hook.RootElement);
    }

    /// <summary>Removes a webhook; one that is gone is no failure.</summary>
    public async Task RemoveHookAsync(string repository, long hook, CancellationToken cancellationToken) =>
        (await SendAsync(HttpMethod.Delete, $"{HooksOf(repository)}/{hook}", null, cancellationToken)).Dispose();

    /// <summary>Has Gitea send a webhook a push event of the newest commit, which there must be; it is sent later and its answer is not told.</summary>
    public async Task TestHookAsync(string repository, long hook, CancellationToken cancellationToken) =>
        (await RequireAsync(HttpMethod.Post, $"{HooksOf(repository)}/{hook}/tests", null, cancellationToken)).Dispose();

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private string HooksOf(string repository) => $"repos/{account}/{repository}/hooks";

    private async Task<HttpResponseMessage> RequireAsync(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(method, path, body, cancellationToken);
        if (answer.IsSuccessStatusCode)
        {
            return answer;
        }

        using (answer)
        {
            throw await RefusedAsync(path, answer, cancellationToken);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body is null ? null : JsonContent.Create(body, body.GetType()) };
        try
        {
            return await client.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            throw new PartBrokenException("Gitea", $"no answer to {path}: {exception.Message}", Advice, exception);
        }
        catch (TaskCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new PartBrokenException("Gitea", $"no answer to {path} in {Limit.TotalSeconds:0} s", Advice, exception);
        }
    }

    private static async Task<GiteaRefusedException> RefusedAsync(string path, HttpResponseMessage answer, CancellationToken cancellationToken) =>
        new(path, (int)answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));

    private static async Task<JsonDocument> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken) =>
        await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(cancellationToken), default, cancellationToken);
}

/// <summary>A webhook of a repository; its secret is not told.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Receiver">Where it sends to; null when that is no address.</param>
internal sealed record GiteaHook(long Id, Uri? Receiver)
{
    /// <summary>Reads one as the API shows it.</summary>
    public static GiteaHook Parse(JsonElement hook) => new(
        hook.GetProperty("id").GetInt64(),
        Uri.TryCreate(hook.GetProperty("config").GetProperty("url").GetString(), UriKind.Absolute, out var receiver) ? receiver : null);
}

/// <summary>Gitea would not do what set-up asked of it.</summary>
public sealed class GiteaRefusedException(string path, int statusCode, string answer)
    : DemoException($"Gitea answered {statusCode} to {path}: {answer}", "./demo status   # or use the other one: ./demo up --git built-in");
