using System.Text.Json;
using System.Text.Json.Serialization;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.Status;
using DddAspire.DemoRunner.Html;

namespace DddAspire.DemoRunner.Page;

/// <summary>The page that the audience sees.</summary>
internal static class PageEndpoints
{
    // The default encoder escapes what could end a script element.
    private static readonly JsonSerializerOptions Embedded = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static void MapPageEndpoints(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", async (PageReader reader, CancellationToken cancellationToken) =>
            Results.Content(await RenderAsync(await reader.ReadAsync(cancellationToken)), "text/html; charset=utf-8"));
        routes.MapGet("/page.css", () => Results.Content(Resources.Text("Page.page.css"), "text/css; charset=utf-8"));
        routes.MapGet("/page/{script}.js", (string script) => Resources.Find($"Page.{script}.js") is { } text
            ? Results.Content(text, "text/javascript; charset=utf-8")
            : Results.NotFound());
        routes.MapGet("/status", async (EnvironmentOptions options, CancellationToken cancellationToken) =>
            Results.Json(await new StatusReader(options).ReadAsync(cancellationToken), StatusJson.Options));
        routes.MapGet("/page/events", (PageFeed feed, CancellationToken cancellationToken) => TypedResults.ServerSentEvents(feed.FollowAsync(cancellationToken)));
    }

    private static Task<string> RenderAsync(PageState state) => RazorHtml.RenderAsync<StoryPage>(new Dictionary<string, object?>
    {
        [nameof(StoryPage.State)] = state,
        [nameof(StoryPage.Json)] = JsonSerializer.Serialize(state, Embedded),
    });
}
