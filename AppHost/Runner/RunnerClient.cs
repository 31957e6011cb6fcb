using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace DddAspire.AppHost.Runner;

/// <summary>The runner's HTTP API, as far as the dashboard's commands need it.</summary>
/// <param name="http">With the runner's address as its base.</param>
/// <param name="time">The clock.</param>
internal sealed class RunnerClient(HttpClient http, TimeProvider time)
{
    private static readonly TimeSpan RunLimit = TimeSpan.FromMinutes(6);
    private static readonly TimeSpan RunInterval = TimeSpan.FromSeconds(1);

    /// <summary>What runs, every two seconds, until the runner ends.</summary>
    public async IAsyncEnumerable<RunnerStatus> FollowStatusAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in FollowAsync("page/events", cancellationToken))
        {
            if (item.EventType == "status" && JsonSerializer.Deserialize<RunnerStatus>(item.Data, JsonSerializerOptions.Web) is { } status)
            {
                yield return status;
            }
        }
    }

    /// <summary>Begins a story.</summary>
    public Task TellStoryAsync(string story, StoryOrder order, CancellationToken cancellationToken) =>
        PostAsync($"stories/{story}", order, cancellationToken);

    /// <summary>Stops the story that is being told.</summary>
    public Task CancelStoryAsync(CancellationToken cancellationToken) => PostAsync("stories/current/cancel", new { }, cancellationToken);

    /// <summary>What happens in the story that is being told, to its end.</summary>
    public async IAsyncEnumerable<JsonElement> FollowStoryAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in FollowAsync("stories/current/events", cancellationToken))
        {
            using var document = JsonDocument.Parse(item.Data);
            yield return document.RootElement.Clone();
        }
    }

    /// <summary>Commits and pushes a change of an integration, or of all of them.</summary>
    /// <param name="address">Such as <c>integrations/ddd-acme/base-image</c>.</param>
    /// <param name="order">What is to be changed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The commit; null when git held that already.</returns>
    public async Task<string?> PushAsync(string address, object order, CancellationToken cancellationToken)
    {
        var answer = await PostAsync(address, order, cancellationToken);
        return answer.TryGetProperty("commit", out var commit) ? commit.GetString() : null;
    }

    /// <summary>Waits until the pipeline has done with a commit.</summary>
    /// <exception cref="RunnerRefusedException">It took longer than six minutes.</exception>
    public async Task<PipelineRun> WaitForRunAsync(string commit, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (time.GetElapsedTime(started) < RunLimit)
        {
            var runs = await http.GetFromJsonAsync<PipelineRun[]>("runs", cancellationToken) ?? [];
            if (runs.FirstOrDefault(run => run.Commit == commit && run.Finished) is { } done)
            {
                return done;
            }

            await Task.Delay(RunInterval, time, cancellationToken);
        }

        throw new RunnerRefusedException($"the pipeline had not done with {commit[..7]} after {RunLimit.TotalMinutes:0} minutes", $"{http.BaseAddress}runs shows where it stands");
    }

    /// <summary>Starts, stops or changes the load.</summary>
    /// <param name="what">start, stop or rate.</param>
    /// <param name="order">Its body.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<JsonElement> LoadAsync(string what, object order, CancellationToken cancellationToken) => PostAsync($"load/{what}", order, cancellationToken);

    private async IAsyncEnumerable<SseItem<string>> FollowAsync(string address, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var stream = await http.GetStreamAsync(new Uri(address, UriKind.Relative), cancellationToken);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellationToken))
        {
            yield return item;
        }
    }

    private async Task<JsonElement> PostAsync(string address, object order, CancellationToken cancellationToken)
    {
        using var answer = await http.PostAsJsonAsync(address, order, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        var body = text.StartsWith('{') ? JsonSerializer.Deserialize<JsonElement>(text) : default;
        return answer.IsSuccessStatusCode ? body : throw Refusal(answer.StatusCode, body);
    }

    private static RunnerRefusedException Refusal(HttpStatusCode status, JsonElement problem) => new(
        Text(problem, "detail") ?? $"the runner answered {(int)status}",
        Text(problem, "advice") ?? "see the runner's log");

    private static string? Text(JsonElement problem, string name) =>
        problem.ValueKind == JsonValueKind.Object && problem.TryGetProperty(name, out var value) ? value.GetString() : null;
}
