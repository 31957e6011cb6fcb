using System.Net;

namespace DddAspire.IntegrationServer.Draining;

/// <summary>POST /drain from inside the container: begins the drain and answers at its end.</summary>
internal static class DrainEndpoint
{
    public const string Path = "/drain";

    public static void MapDrain(this IEndpointRouteBuilder routes) => routes.MapPost(Path, async context =>
    {
        // Only the preStop command, which runs inside the container, may end the server.
        if (context.Connection.RemoteIpAddress is not { } caller || !IPAddress.IsLoopback(caller))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        await context.RequestServices.GetRequiredService<Drain>().RunAsync();
        await context.Response.WriteAsync("drained");
    });
}
