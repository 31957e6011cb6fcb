using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

namespace DddAspire.DemoRunner.Runs;

/// <summary>Runs over HTTP, as JSON for programs and as a page for people.</summary>
internal static class RunEndpoints
{
    public static void MapRuns(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/runs", (HttpRequest request, RunCatalog runs) => WantsPage(request)
            ? Results.Content(RunPage.All(runs.List()), "text/html; charset=utf-8")
            : Results.Json(runs.List(), RunJson.Options));
        routes.MapGet("/runs/{id}", (string id, HttpRequest request, RunCatalog runs, RunLog log) => runs.Find(id) switch
        {
            null => Results.Problem($"There is no run {id}.", statusCode: StatusCodes.Status404NotFound),
            { } run when WantsPage(request) => Results.Content(RunPage.One(run, log.Read(id)), "text/html; charset=utf-8"),
            { } run => Results.Json(run, RunJson.Options),
        });
        routes.MapGet("/runs/{id}/log", (string id, RunCatalog runs, RunLog log, CancellationToken cancellationToken) => runs.Find(id) is null
            ? Results.Problem($"There is no run {id}.", statusCode: StatusCodes.Status404NotFound)
            : TypedResults.ServerSentEvents(Lines(log, id, cancellationToken)));
    }

    private static bool WantsPage(HttpRequest request) =>
        request.Headers.Accept.Any(value => value?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true);

    private static async IAsyncEnumerable<SseItem<string>> Lines(RunLog log, string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var line in log.FollowAsync(id, cancellationToken))
        {
            yield return new SseItem<string>(line);
        }
    }
}
