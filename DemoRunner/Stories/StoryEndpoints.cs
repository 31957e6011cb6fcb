using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using DddAspire.DemoRunner.Runs;

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
        routes.MapPost("/stories/current/next", (int? step, StoryStage stage) => stage.Next(step)
            ? Results.Accepted("/stories/current")
            : Results.Problem(
                step is { } number ? $"Step {number} does not wait for the presenter." : "No step waits for the presenter.",
                statusCode: StatusCodes.Status409Conflict));
        routes.MapGet("/stories/current", (StoryStage stage) => stage.Current is { } journal
            ? Results.Json(journal.Progress, ReportJson.Compact)
            : Results.Problem("No story was told yet.", statusCode: StatusCodes.Status404NotFound));
        routes.MapGet("/stories/current/events", (StoryStage stage, CancellationToken cancellationToken) => stage.Current is { } journal
            ? TypedResults.ServerSentEvents(EventsAsync(journal, cancellationToken))
            : Results.Problem("No story was told yet.", statusCode: StatusCodes.Status404NotFound));
    }

    private static IResult Begin(string name, StoryOptions? body, StoryStage stage, RunCatalog runs)
    {
        if (StoryNames.Parse(name) is not { } story)
        {
            throw new StoryRefusedException($"There is no story '{name}'.", $"Choose one of: {string.Join(", ", StoryNames.All)}.");
        }

        // Git decides which integrations there are; before the first run they are those that it begins with.
        var held = runs.NewestOfBranch()?.Integrations.ToList() is { Count: > 0 } known ? known : [.. Solution.Integrations];
        var journal = stage.Begin(StoryRequest.Of(story, body?.Integration, body?.Namespace, body?.Rate, held).WithMaxP99(body?.MaxP99) with { Step = body?.Step ?? false });
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
