using System.Text.Json;
using System.Text.Json.Serialization;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.Status;

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
        routes.MapGet("/", async (PageReader reader, CancellationToken cancellationToken) => Results.Content(
            Resources.Text("Page.page.html").Replace(
                "{{state}}", JsonSerializer.Serialize(await reader.ReadAsync(cancellationToken), Embedded), StringComparison.Ordinal),
            "text/html; charset=utf-8"));
        routes.MapGet("/page.css", () => Results.Content(Resources.Text("Page.page.css"), "text/css; charset=utf-8"));
        routes.MapGet("/page.js", () => Results.Content(Resources.Text("Page.page.js"), "text/javascript; charset=utf-8"));
        routes.MapGet("/status", async (EnvironmentOptions options, CancellationToken cancellationToken) =>
            Results.Json(await new StatusReader(options).ReadAsync(cancellationToken), StatusJson.Options));
        routes.MapGet("/page/events", (PageFeed feed, CancellationToken cancellationToken) => TypedResults.ServerSentEvents(feed.FollowAsync(cancellationToken)));
    }
}
