using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using DddAspire.DemoRunner.Environments;

namespace DddAspire.DemoRunner.Load;

/// <summary>The load over HTTP: passed on to the load client, which the page cannot reach by itself.</summary>
internal static class LoadEndpoints
{
    public static void MapLoadEndpoints(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/load/start", StartAsync);
        routes.MapPost("/load/rate", async (LoadRequest body, LoadControlClient load, CancellationToken cancellationToken) =>
        {
            await load.ChangeRateAsync(body.Rate ?? StoryRequest.DefaultRate, cancellationToken);
            return Results.Accepted();
        });
        routes.MapPost("/load/stop", async (LoadControlClient load, CancellationToken cancellationToken) =>
            Results.Json(await load.StopAsync(cancellationToken), LoadJson.Default.LoadReport));
        routes.MapGet("/load/windows", (LoadControlClient load, CancellationToken cancellationToken) =>
            TypedResults.ServerSentEvents(WindowsAsync(load, cancellationToken)));
    }

    private static async Task<IResult> StartAsync(LoadRequest? body, LoadControlClient load, PipelineAccess access, CancellationToken cancellationToken)
    {
        var request = StoryRequest.Of(StoryName.FixPack, null, body?.Namespace, body?.Rate);
        var environment = access.TryGetState() ?? throw new EnvironmentMissingException();
        await load.StartAsync(new LoadPlan(environment.Cluster.ApiUrls[request.Namespace].ToString(), request.Rate), cancellationToken);
        return Results.Accepted();
    }

    private static async IAsyncEnumerable<SseItem<string>> WindowsAsync(LoadControlClient load, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var window in load.WindowsAsync(cancellationToken))
        {
            yield return new(JsonSerializer.Serialize(window, LoadJson.Default.LoadWindow));
        }
    }
}
