using System.Reflection;

namespace DddAspire.IntegrationServer.OpenApi;

/// <summary>GET /openapi/v1.json: the contract of the quote API, written by hand and part of the executable.</summary>
internal static class OpenApiEndpoint
{
    public static void MapOpenApi(this IEndpointRouteBuilder routes) => routes.MapGet("/openapi/v1.json", async context =>
    {
        await using var document = Assembly.GetExecutingAssembly().GetManifestResourceStream("openapi.json")!;
        context.Response.ContentType = "application/json";
        await document.CopyToAsync(context.Response.Body, context.RequestAborted);
    });
}
