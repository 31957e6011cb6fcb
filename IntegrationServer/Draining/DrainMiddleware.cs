using Microsoft.Net.Http.Headers;

namespace DddAspire.IntegrationServer.Draining;

/// <summary>Counts the calls and, while draining, asks every caller to come back on another connection, which leads to another pod.</summary>
internal static class DrainMiddleware
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var calls = context.RequestServices.GetRequiredService<InFlightTracker>();
        var drain = context.RequestServices.GetRequiredService<Drain>();
        calls.Begin();
        context.Response.OnStarting(
            () =>
            {
                if (drain.HasBegun)
                {
                    context.Response.Headers[HeaderNames.Connection] = "close";
                }

                return Task.CompletedTask;
            });
        try
        {
            await next(context);
        }
        finally
        {
            calls.End();
        }
    }
}
