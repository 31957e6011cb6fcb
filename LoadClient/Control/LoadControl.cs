using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using DddAspire.LoadClient.Calls;
using DddAspire.LoadClient.Wire;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DddAspire.LoadClient.Control;

/// <summary>The HTTP control of the load client.</summary>
internal static class LoadControl
{
    private const int LongestMark = 64;
    private const string NoRun = "no run is under way; POST /load/start begins one";

    public static void AddLoadControl(this WebApplicationBuilder builder)
    {
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, LoadJson.Default));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<WindowStream>();
        builder.Services.AddSingleton<LoadRunController>();
    }

    public static void MapLoadControl(this WebApplication app)
    {
        var load = app.MapGroup("/load");
        load.MapPost("/start", StartAsync);
        load.MapPost("/rate", ChangeRate);
        load.MapPost("/marks", Mark);
        load.MapPost("/stop", StopAsync);
        load.MapGet("/status", (LoadRunController controller) => TypedResults.Ok(controller.Status));
        load.MapGet("/report", ReportAsync);
        load.MapGet("/windows", Windows);
    }

    private static async Task<IResult> StartAsync(LoadPlan plan, LoadRunController controller, CancellationToken cancellationToken)
    {
        if (plan.Problems() is { Count: > 0 } problems)
        {
            return TypedResults.BadRequest(new LoadProblem([.. problems]));
        }

        try
        {
            return await controller.StartAsync(plan, cancellationToken) is { } id
                ? TypedResults.Accepted("/load/status", new LoadStarted(id))
                : Conflict("a run is under way; POST /load/stop ends it");
        }
        catch (TargetNotFoundException unknown)
        {
            return TypedResults.BadRequest(new LoadProblem([unknown.Message]));
        }
    }

    private static IResult ChangeRate(RateChange change, LoadRunController controller) =>
        !LoadPlanRules.IsRate(change.Rate) ? TypedResults.BadRequest(new LoadProblem([LoadPlanRules.RateProblem(change.Rate)]))
        : controller.Run?.TryChangeRate(change.Rate) == true ? TypedResults.NoContent()
        : Conflict(NoRun);

    private static IResult Mark(MarkRequest mark, LoadRunController controller) =>
        mark.Name is not { Length: > 0 and <= LongestMark }
            ? TypedResults.BadRequest(new LoadProblem([$"name: 1 to {LongestMark} characters"]))
        : controller.Run?.TryMark(mark.Name) == true ? TypedResults.NoContent()
        : Conflict(NoRun);

    private static async Task<IResult> StopAsync(LoadRunController controller)
    {
        if (controller.Run is not { } run)
        {
            return Conflict(NoRun);
        }

        run.Stop();
        return await AnswerAsync(run.Completion);
    }

    private static async Task<IResult> ReportAsync(LoadRunController controller) =>
        controller.Run is { } run ? await AnswerAsync(run.ReportAsync()) : Conflict(NoRun);

    private static async Task<IResult> AnswerAsync(Task<LoadReport> report)
    {
        try
        {
            return TypedResults.Ok(await report);
        }
        catch (LoadClientDefectException defect)
        {
            return TypedResults.Json(
                new LoadProblem([$"the run ended by a defect of the load client: {defect.InnerException?.Message}; POST /load/start begins another"]),
                LoadJson.Default.LoadProblem,
                statusCode: StatusCodes.Status500InternalServerError);
        }
    }

    private static IResult Windows(string? format, WindowStream windows, CancellationToken cancellationToken) => format switch
    {
        "ndjson" => TypedResults.Stream(body => WriteLinesAsync(body, windows, cancellationToken), "application/x-ndjson"),
        null or "sse" => TypedResults.ServerSentEvents(EventsAsync(windows, cancellationToken)),
        _ => TypedResults.BadRequest(new LoadProblem([$"format: '{format}' is neither sse nor ndjson"])),
    };

    private static async IAsyncEnumerable<SseItem<LoadWindow>> EventsAsync(
        WindowStream windows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var window in windows.ReadAsync(cancellationToken))
        {
            yield return new SseItem<LoadWindow>(window, "window") { EventId = $"{window.Run}-{window.Number}" };
        }
    }

    private static async Task WriteLinesAsync(Stream body, WindowStream windows, CancellationToken cancellationToken)
    {
        await foreach (var window in windows.ReadAsync(cancellationToken))
        {
            await JsonSerializer.SerializeAsync(body, window, LoadJson.Default.LoadWindow, cancellationToken);
            await body.WriteAsync("\n"u8.ToArray(), cancellationToken);
            await body.FlushAsync(cancellationToken);
        }
    }

    private static Conflict<LoadProblem> Conflict(string problem) => TypedResults.Conflict(new LoadProblem([problem]));
}
