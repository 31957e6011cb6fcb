using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
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
                .AddHttpClientInstrumentation())
            .UseOtlpExporter();
        return builder;
    }

    /// <summary>Maps <c>/health</c> (all checks) and <c>/alive</c> (the process answers).</summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapHealthChecks("/health");
        app.MapHealthChecks("/alive", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Live) });
        return app;
    }

    private static bool IsLook(string path) => Array.Exists(Looks, look => path.EndsWith(look, StringComparison.Ordinal));
}
