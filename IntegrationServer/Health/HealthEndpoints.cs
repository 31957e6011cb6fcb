namespace DddAspire.IntegrationServer.Health;

/// <summary>GET /live and GET /ready for the kubelet.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/live", context => context.Response.WriteAsync("live", context.RequestAborted));
        routes.MapGet("/ready", context =>
        {
            var board = context.RequestServices.GetRequiredService<ReadinessState>();
            context.Response.StatusCode = board.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
            return context.Response.WriteAsync(board.Text, context.RequestAborted);
        });
    }
}
