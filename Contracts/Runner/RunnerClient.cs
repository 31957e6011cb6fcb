using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using DddAspire.Contracts.Load;
using DddAspire.Contracts.Runs;
using DddAspire.Contracts.Status;
using DddAspire.Contracts.Stories;

namespace DddAspire.Contracts.Runner;

/// <summary>The runner's HTTP API.</summary>
/// <param name="http">With the runner's address as its base.</param>
public sealed class RunnerClient(HttpClient http) : IDisposable
{
    /// <summary>A client of the runner on this machine's loopback address; no proxy is asked.</summary>
    /// <param name="port">Where it listens.</param>
    /// <param name="limit">How long an answer may take; a stream of events has no limit once it has begun.</param>
    public static RunnerClient OnLoopback(int port, TimeSpan limit) =>
        new(LoopbackHttp.Create(limit, new Uri($"http://127.0.0.1:{port}")));

    /// <summary>All pipeline runs, oldest first.</summary>
    /// <exception cref="RunnerUnreachableException">The runner does not answer.</exception>
    public async Task<ImmutableArray<RunView>> RunsAsync(CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Get, "/runs", null, HttpCompletionOption.ResponseContentRead, cancellationToken);
        return await answer.Content.ReadFromJsonAsync<ImmutableArray<RunView>>(RunJson.Options, cancellationToken);
    }

    /// <summary>Begins a story.</summary>
    /// <exception cref="RunnerRefusedException">The runner refused it, with its reason.</exception>
    /// <exception cref="RunnerUnreachableException">The runner does not answer.</exception>
    public Task<StoryAccepted> BeginStoryAsync(StoryName story, StoryOptions options, CancellationToken cancellationToken) =>
        PostAsync<StoryAccepted>($"/stories/{StoryNames.Format(story)}", options, ReportJson.Compact, cancellationToken);

    /// <summary>Ends the current story early; it takes back what it pushed and writes its report.</summary>
    /// <exception cref="RunnerRefusedException">No story is being told.</exception>
    /// <exception cref="RunnerUnreachableException">The runner does not answer.</exception>
    public async Task CancelStoryAsync(CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Post, "/stories/current/cancel", null, HttpCompletionOption.ResponseContentRead, cancellationToken);
    }

    /// <summary>Lets the step that waits for the presenter begin.</summary>
    /// <param name="step">Its number: who says next twice, or beside somebody else, skips no step. Null for whichever waits.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="RunnerRefusedException">That step does not wait.</exception>
    /// <exception cref="RunnerUnreachableException">The runner does not answer.</exception>
    public async Task NextStepAsync(int? step, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(
            HttpMethod.Post, step is null ? "/stories/current/next" : FormattableString.Invariant($"/stories/current/next?step={step}"), null, HttpCompletionOption.ResponseContentRead, cancellationToken);
    }

    /// <summary>The current story's events from its first to its last.</summary>
    /// <exception cref="RunnerUnreachableException">The runner stopped answering before the story's end.</exception>
    public async IAsyncEnumerable<StoryEvent> FollowStoryAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in FollowAsync("/stories/current/events", cancellationToken))
        {
            yield return JsonSerializer.Deserialize<StoryEvent>(item.Data, ReportJson.Compact) ?? throw new JsonException("an empty event");
        }
    }

    /// <summary>What runs, every two seconds, until the runner ends.</summary>
    /// <exception cref="RunnerUnreachableException">The runner stopped answering.</exception>
    public async IAsyncEnumerable<PageStatus> FollowStatusAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in FollowAsync("/page/events", cancellationToken))
        {
            if (item.EventType == "status" && JsonSerializer.Deserialize<PageStatus>(item.Data, ReportJson.Compact) is { } status)
            {
                yield return status;
            }
        }
    }

    /// <summary>Commits and pushes another fix pack of the base image for an integration.</summary>
    /// <inheritdoc cref="ResetAsync"/>
    public Task<PushAccepted> ChangeBaseImageAsync(string integration, string fixPack, CancellationToken cancellationToken) =>
        PostAsync<PushAccepted>($"/integrations/{integration}/base-image", new BaseImageRequest(fixPack), JsonSerializerOptions.Web, cancellationToken);

    /// <summary>Commits and pushes another bar for an integration.</summary>
    /// <inheritdoc cref="ResetAsync"/>
    public Task<PushAccepted> ChangeBarAsync(string integration, string bar, CancellationToken cancellationToken) =>
        PostAsync<PushAccepted>($"/integrations/{integration}/bar", new BarRequest(bar), JsonSerializerOptions.Web, cancellationToken);

    /// <summary>Commits and pushes what puts all integrations back to how the repository began.</summary>
    /// <exception cref="RunnerRefusedException">The runner refused it, with its reason.</exception>
    /// <exception cref="RunnerUnreachableException">The runner does not answer.</exception>
    public Task<PushAccepted> ResetAsync(CancellationToken cancellationToken) =>
        PostAsync<PushAccepted>("/reset", new { }, JsonSerializerOptions.Web, cancellationToken);

    /// <summary>Starts the load.</summary>
    /// <inheritdoc cref="ResetAsync"/>
    public async Task StartLoadAsync(LoadRequest request, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(
            HttpMethod.Post, "/load/start", JsonContent.Create(request), HttpCompletionOption.ResponseContentRead, cancellationToken);
    }

    /// <summary>Changes the rate of the load under way, in calls a second.</summary>
    /// <inheritdoc cref="ResetAsync"/>
    public async Task ChangeLoadRateAsync(double rate, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(
            HttpMethod.Post, "/load/rate", JsonContent.Create(new LoadRequest(rate, null)), HttpCompletionOption.ResponseContentRead, cancellationToken);
    }

    /// <summary>Stops the load and waits for its audit.</summary>
    /// <inheritdoc cref="ResetAsync"/>
    public Task<LoadReport> StopLoadAsync(CancellationToken cancellationToken) =>
        PostAsync<LoadReport>("/load/stop", new { }, LoadJson.Default.Options, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private async IAsyncEnumerable<SseItem<string>> FollowAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, null, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
        await using var events = SseParser.Create(stream).EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(events))
        {
            yield return events.Current;
        }
    }

    private async Task<bool> NextAsync(IAsyncEnumerator<SseItem<string>> events)
    {
        try
        {
            return await events.MoveNextAsync();
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new RunnerUnreachableException(http.BaseAddress, exception);
        }
    }

    private async Task<T> PostAsync<T>(string path, object body, JsonSerializerOptions json, CancellationToken cancellationToken)
    {
        using var content = JsonContent.Create(body, body.GetType(), options: JsonSerializerOptions.Web);
        using var answer = await SendAsync(HttpMethod.Post, path, content, HttpCompletionOption.ResponseContentRead, cancellationToken);
        return await answer.Content.ReadFromJsonAsync<T>(json, cancellationToken) ?? throw new JsonException($"POST {path} was answered with nothing");
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, HttpContent? content, HttpCompletionOption completion, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        try
        {
            var answer = await http.SendAsync(request, completion, cancellationToken);
            return answer.IsSuccessStatusCode ? answer : throw await RefusalAsync(answer, cancellationToken);
        }
        // The last is HttpClient's way to say that its time-out was reached.
        catch (Exception exception) when (exception is HttpRequestException or IOException
            || (exception is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new RunnerUnreachableException(http.BaseAddress, exception);
        }
    }

    private static async Task<Exception> RefusalAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync(cancellationToken);
            var problem = text.StartsWith('{') ? JsonSerializer.Deserialize<JsonElement>(text) : default;
            var detail = Text(problem, "detail") ?? $"The runner answered {(int)answer.StatusCode}.";
            var advice = Text(problem, "advice") ?? "./demo status";
            return answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Conflict
                ? new RunnerRefusedException(detail, advice)
                : new RunnerUnreachableException(detail, advice);
        }
    }

    private static string? Text(JsonElement problem, string name) =>
        problem.ValueKind == JsonValueKind.Object && problem.TryGetProperty(name, out var value) ? value.GetString() : null;
}
