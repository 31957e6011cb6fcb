using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace DddAspire.Support;

/// <summary>The runner's HTTP API as another program uses it: by URLs and field names, not by our types.</summary>
/// <param name="page">Its address.</param>
public sealed class RunnerApi(Uri page) : IDisposable
{
    private static readonly TimeSpan RunLimit = TimeSpan.FromMinutes(4);

    // Stopping a load includes its audit.
    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = page, Timeout = TimeSpan.FromMinutes(3) };

    public void Dispose() => client.Dispose();

    /// <summary>Starts a load on ddd-test.</summary>
    /// <param name="rate">Calls a second.</param>
    /// <param name="cancellationToken">Stops.</param>
    public Task StartLoadAsync(int rate, CancellationToken cancellationToken) => PostAsync("load/start", new { rate }, cancellationToken);

    /// <summary>Stops the load.</summary>
    /// <returns>The load client's report with its audit.</returns>
    public Task<JsonElement> StopLoadAsync(CancellationToken cancellationToken) => PostAsync("load/stop", new { }, cancellationToken);

    /// <summary>Commits and pushes another fix pack for an integration, as a user would.</summary>
    /// <returns>The commit.</returns>
    public async Task<string> MoveAsync(string integration, string fixPack, CancellationToken cancellationToken) =>
        (await PostAsync($"integrations/{integration}/base-image", new { fixPack }, cancellationToken)).GetProperty("commit").GetString()!;

    /// <summary>Commits and pushes another bar for an integration.</summary>
    /// <returns>The commit.</returns>
    public async Task<string> DeployBarAsync(string integration, string bar, CancellationToken cancellationToken) =>
        (await PostAsync($"integrations/{integration}/bar", new { bar }, cancellationToken)).GetProperty("commit").GetString()!;

    /// <summary>Begins a story.</summary>
    public Task BeginStoryAsync(string name, CancellationToken cancellationToken) => PostAsync($"stories/{name}", new { }, cancellationToken);

    /// <summary>Ends the story early.</summary>
    public Task CancelStoryAsync(CancellationToken cancellationToken) => PostAsync("stories/current/cancel", new { }, cancellationToken);

    /// <summary>Waits until a step of the story is under way or over.</summary>
    public Task StoryReachedAsync(int step) => Awaited.ThatAsync($"step {step} of the story", RunLimit, async token =>
    {
        var story = await StoryAsync(token);
        return story.GetProperty("steps")[step - 1].GetProperty("startedAt").ValueKind == JsonValueKind.String ? null : story.GetProperty("steps").ToString();
    });

    /// <summary>The story once it has come to its end.</summary>
    public async Task<JsonElement> EndedStoryAsync()
    {
        JsonElement story = default;
        await Awaited.ThatAsync("the story's end", RunLimit, async token =>
        {
            story = await StoryAsync(token);
            return IsObject(story, "end") ? null : story.GetProperty("steps").ToString();
        });
        return story;
    }

    /// <summary>Asks for everything to be put back to how it began.</summary>
    /// <returns>The answer's status and body.</returns>
    public async Task<(int Status, string Body)> ResetAsync(CancellationToken cancellationToken)
    {
        using var answer = await client.PostAsync("reset", null, cancellationToken);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    /// <summary>Delivers a push event as the git server does, signed with its secret.</summary>
    /// <returns>The run that it led to.</returns>
    public async Task<string> DeliverAsync(string commit, string secret, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { @ref = "refs/heads/main", after = commit, repository = new { full_name = "ddd/integrations" } });
        using var request = new HttpRequestMessage(HttpMethod.Post, "webhook") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-Gitea-Event", "push");
        request.Headers.Add("X-Gitea-Delivery", Guid.NewGuid().ToString());
        request.Headers.Add("X-Gitea-Signature", Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body)));
        using var answer = await client.SendAsync(request, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("id").GetString()!;
    }

    /// <summary>Opens a page's stream of events, which goes on until the runner ends it.</summary>
    public async Task<Task> OpenPageAsync(CancellationToken cancellationToken)
    {
        var stream = await client.GetStreamAsync(new Uri("page/events", UriKind.Relative), cancellationToken);
        return ReadToEndAsync();

        // A connection that is reset is an end as well.
        async Task ReadToEndAsync()
        {
            try
            {
                await stream.CopyToAsync(Stream.Null, cancellationToken);
            }
            catch (IOException)
            {
            }
        }
    }

    /// <summary>What <c>/health</c> says.</summary>
    public async Task<string> HealthAsync(CancellationToken cancellationToken) => await client.GetStringAsync(new Uri("health", UriKind.Relative), cancellationToken);

    /// <summary>All pipeline runs.</summary>
    public async Task<IReadOnlyList<JsonElement>> RunsAsync(CancellationToken cancellationToken) =>
        [.. (await client.GetFromJsonAsync<JsonElement>("runs", cancellationToken)).EnumerateArray()];

    /// <summary>The newest run of a commit, when it has ended.</summary>
    public async Task<JsonElement> EndedRunAsync(string commit)
    {
        JsonElement? ended = null;
        await Awaited.ThatAsync($"the run of {commit} to end", RunLimit, async token =>
        {
            var run = (await RunsAsync(token)).LastOrDefault(run => run.GetProperty("commit").GetString() == commit);
            ended = run.ValueKind == JsonValueKind.Object && run.GetProperty("finished").GetBoolean() ? run : null;
            return ended is null ? run.ToString() : null;
        });
        return ended!.Value;
    }

    /// <summary>The newest run of a commit, as soon as there is one.</summary>
    public async Task<JsonElement> RunOfAsync(string commit)
    {
        JsonElement found = default;
        await Awaited.ThatAsync($"a run of {commit}", RunLimit, async token =>
        {
            found = (await RunsAsync(token)).LastOrDefault(run => run.GetProperty("commit").GetString() == commit);
            return found.ValueKind == JsonValueKind.Object ? null : "none";
        });
        return found;
    }

    /// <summary>Waits until a commit's run is in a stage. One of milliseconds may be over when it is seen.</summary>
    public Task StageReachedAsync(string commit, string stage) => Awaited.ThatAsync($"stage {stage}", RunLimit, async _ =>
    {
        var run = await RunOfAsync(commit);
        return run.GetProperty("stages").EnumerateArray().Any(one => one.GetProperty("name").GetString() == stage) ? null : run.ToString();
    });

    /// <summary>Follows a run's log until a line has a text.</summary>
    public async Task FollowLogAsync(string run, string text, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(RunLimit);
        await using var stream = await client.GetStreamAsync(new Uri($"runs/{run}/log", UriKind.Relative), limited.Token);
        using var lines = new StreamReader(stream);
        while (await lines.ReadLineAsync(limited.Token) is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }

        throw new InvalidDataException($"the log of run {run} ended without '{text}'");
    }

    private Task<JsonElement> StoryAsync(CancellationToken cancellationToken) => client.GetFromJsonAsync<JsonElement>("stories/current", cancellationToken);

    private static bool IsObject(JsonElement parent, string name) => parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object;

    private async Task<JsonElement> PostAsync(string path, object body, CancellationToken cancellationToken)
    {
        using var answer = await client.PostAsJsonAsync(path, body, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode
            ? JsonDocument.Parse(text.Length > 0 ? text : "null").RootElement
            : throw new HttpRequestException($"POST {path} was answered {(int)answer.StatusCode}: {text}");
    }
}
