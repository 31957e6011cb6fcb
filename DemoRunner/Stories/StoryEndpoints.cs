using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using DddAspire.DemoRunner.Reports;

namespace DddAspire.DemoRunner.Stories;

/// <summary>Stories over HTTP.</summary>
internal static class StoryEndpoints
{
    public static void MapStoryEndpoints(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/stories/{name}", Begin);
        routes.MapPost("/stories/current/cancel", (StoryStage stage) => stage.Cancel()
            ? Results.Accepted("/stories/current")
            : Results.Problem("No story is being told.", statusCode: StatusCodes.Status409Conflict));
        routes.MapGet("/stories/current", (StoryStage stage) => stage.Current is { } journal
            ? Results.Json(journal.Progress, ReportJson.Compact)
            : Results.Problem("No story was told yet.", statusCode: StatusCodes.Status404NotFound));
        routes.MapGet("/stories/current/events", (StoryStage stage, CancellationToken cancellationToken) => stage.Current is { } journal
            ? TypedResults.ServerSentEvents(EventsAsync(journal, cancellationToken))
            : Results.Problem("No story was told yet.", statusCode: StatusCodes.Status404NotFound));
    }

    private static IResult Begin(string name, StoryOrder? order, StoryStage stage)
    {
        if (StoryNames.Parse(name) is not { } story)
        {
            throw new StoryRefusedException($"There is no story '{name}'.", $"Choose one of: {string.Join(", ", StoryNames.All)}.");
        }

        var journal = stage.Begin(StoryRequest.Of(story, order?.Integration, order?.Namespace, order?.Rate));
        return Results.Accepted("/stories/current", new StoryAccepted(journal.Progress.Id));
    }

    private static async IAsyncEnumerable<SseItem<string>> EventsAsync(StoryJournal journal, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var happened in journal.FollowAsync(cancellationToken))
        {
            yield return new(JsonSerializer.Serialize(happened, ReportJson.Compact));
        }
    }
}
