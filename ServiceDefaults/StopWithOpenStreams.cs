using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DddAspire.ServiceDefaults;

/// <summary>
/// Lets a program stop while pages are open. A stream of events ends by itself only when its reader goes away, and the web host waits
/// for it until its limit, with everything that is stopped after it.
/// </summary>
public static class StopWithOpenStreams
{
    /// <summary>The longest that a stop takes, with everything the program still has to do; whoever stops it waits longer than that.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(4.5);

    /// <summary>Limits the stop of the whole program.</summary>
    public static IServiceCollection AddLimitedStop(this IServiceCollection services) => services.Configure<HostOptions>(host =>
    {
        host.ShutdownTimeout = Limit;
        // A background service that ends by itself is a defect; it must not take the others with it.
        host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore;
    });

    /// <summary>Ends every GET as soon as the program is being stopped: streams, and whatever else somebody waits for.</summary>
    public static IApplicationBuilder UseStopWithOpenStreams(this IApplicationBuilder app)
    {
        var stopping = app.ApplicationServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        return app.Use((context, next) => HttpMethods.IsGet(context.Request.Method) ? EndWithAsync(context, next, stopping) : next(context));
    }

    private static async Task EndWithAsync(HttpContext context, RequestDelegate next, CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var aborted = context.RequestAborted;
        context.RequestAborted = ended.Token;
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The reader sees the end of the stream.
        }
        finally
        {
            context.RequestAborted = aborted;
        }
    }
}
