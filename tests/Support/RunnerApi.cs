using System.Net.Http.Json;
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

    private async Task<JsonElement> PostAsync(string path, object body, CancellationToken cancellationToken)
    {
        using var answer = await client.PostAsJsonAsync(path, body, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode
            ? JsonDocument.Parse(text.Length > 0 ? text : "null").RootElement
            : throw new HttpRequestException($"POST {path} was answered {(int)answer.StatusCode}: {text}");
    }
}
