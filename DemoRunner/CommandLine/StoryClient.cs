using System.Net;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using DddAspire.DemoRunner.Reports;
using DddAspire.DemoRunner.Stories;

namespace DddAspire.DemoRunner.CommandLine;

/// <summary>Asks the runner in the background to tell a story, and follows it.</summary>
internal sealed class StoryClient(HttpClient http)
{
    /// <summary>Begins a story.</summary>
    /// <exception cref="StoryRefusedException">The runner refused it, with its reason.</exception>
    /// <exception cref="RunnerUnreachableException">The runner does not answer.</exception>
    public async Task BeginAsync(StoryName story, StoryOrder order, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.PostAsJsonAsync($"/stories/{StoryNames.Format(story)}", order, ReportJson.Compact, cancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                throw await RefusalAsync(answer, cancellationToken);
            }
        }
        catch (HttpRequestException exception)
        {
            throw new RunnerUnreachableException(http.BaseAddress, exception);
        }
    }

    /// <summary>The current story's events from its first to its last.</summary>
    /// <exception cref="RunnerUnreachableException">The runner stopped answering before the story's end.</exception>
    public async IAsyncEnumerable<StoryEvent> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var stream = await OpenAsync(cancellationToken);
        await using var events = SseParser.Create(stream).EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(events))
        {
            yield return JsonSerializer.Deserialize<StoryEvent>(events.Current.Data, ReportJson.Compact)
                ?? throw new JsonException("an empty event");
        }
    }

    /// <summary>Ends the current story early.</summary>
    public async Task CancelAsync(CancellationToken cancellationToken)
    {
        using var answer = await http.PostAsync(new Uri("/stories/current/cancel", UriKind.Relative), null, cancellationToken);
    }

    private async Task<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await http.GetStreamAsync(new Uri("/stories/current/events", UriKind.Relative), cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            throw new RunnerUnreachableException(http.BaseAddress, exception);
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

    private static async Task<Exception> RefusalAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        var detail = Text(problem, "detail") ?? $"The runner answered {(int)answer.StatusCode}.";
        var advice = Text(problem, "advice") ?? "./demo status";
        return answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Conflict
            ? new StoryRefusedException(detail, advice)
            : new RunnerUnreachableException(detail, advice);
    }

    private static string? Text(JsonElement problem, string name) =>
        problem.TryGetProperty(name, out var value) ? value.GetString() : null;
}
