using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace DddAspire.ServiceDefaults;

/// <summary>What every program here has: OpenTelemetry, health endpoints, service discovery, resilience of named HTTP clients.</summary>
public static class ServiceDefaultsExtensions
{
    private const string Live = "live";

    // Asked for every few seconds by those who keep watch: they would bury everything else.
    private static readonly string[] Looks = ["/health", "/alive", "/api/healthz", "/status", "/git-upload-pack", "/info/refs"];

    /// <summary>Adds the defaults. Telemetry is exported only where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="sources">Activity sources and meters to listen to, besides those of ASP.NET Core, HttpClient and the runtime.</param>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder, params string[] sources)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.AddServiceDiscovery();
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [Live]);
        if (string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            return builder;
        }

        builder.Logging.AddOpenTelemetry(logging => (logging.IncludeFormattedMessage, logging.IncludeScopes) = (true, true));
        builder.Services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddMeter(sources).AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddRuntimeInstrumentation())
            .WithTracing(tracing => tracing.AddSource(sources)
                .AddAspNetCoreInstrumentation(incoming => incoming.Filter = context => !IsLook(context.Request.Path.Value ?? ""))
                .AddHttpClientInstrumentation(outgoing => outgoing.EnrichWithHttpResponseMessage = CountNotFoundAsAnAnswer))
            .UseOtlpExporter();
        return builder;
    }

    /// <summary>Maps <c>/health</c> (all checks) and <c>/alive</c> (the process answers).</summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = WriteAsync });
        app.MapHealthChecks("/alive", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Live) });
        return app;
    }

    // The status in the first line, as by default; below it what each check that is not healthy says.
    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        var said = report.Entries.Where(entry => entry.Value.Status != HealthStatus.Healthy).Select(entry => $"\n{entry.Key}: {entry.Value.Description}");
        return context.Response.WriteAsync(report.Status + string.Concat(said), context.RequestAborted);
    }

    // "Not there" is an answer: an image not pushed yet, a kind that this Kubernetes has under another version. Who can't do with it fails its own span;
    // the trace of a change that went live is not to be marked red.
    private static void CountNotFoundAsAnAnswer(Activity span, HttpResponseMessage response)
    {
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            span.SetStatus(ActivityStatusCode.Unset).SetTag("error.type", null);
        }
    }

    private static bool IsLook(string path) => Array.Exists(Looks, look => path.EndsWith(look, StringComparison.Ordinal));
}
