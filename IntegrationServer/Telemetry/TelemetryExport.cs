using System.Collections;
using DddAspire.IntegrationServer.Settings;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace DddAspire.IntegrationServer.Telemetry;

/// <summary>Traces, metrics and logs to OTEL_EXPORTER_OTLP_ENDPOINT; nothing is even started when that is not set.</summary>
internal static class TelemetryExport
{
    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder, ServerSettings settings, ServerEnvironment environment)
    {
        if (environment.Text("OTEL_EXPORTER_OTLP_ENDPOINT", "").Length == 0)
        {
            return builder;
        }

        // The exporter reads its settings from the configuration, which this server does not fill from the environment.
        builder.Configuration.AddInMemoryCollection(OpenTelemetrySettings());
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(
                environment.Text("OTEL_SERVICE_NAME", "integration-server"),
                serviceVersion: settings.FixPack,
                serviceInstanceId: settings.Instance))
            .WithTracing(tracing => tracing
                .AddSource(ServerTelemetry.Name, "Npgsql")
                .AddAspNetCoreInstrumentation(http => http.Filter = context => context.Request.Path.StartsWithSegments("/drivewayrepair")))
            .WithMetrics(metrics => metrics.AddMeter(ServerTelemetry.Name, "Npgsql", "Microsoft.AspNetCore.Hosting", "System.Runtime"))
            .WithLogging(configureBuilder: null, logging => logging.IncludeFormattedMessage = true)
            .UseOtlpExporter();
        return builder;
    }

    private static IEnumerable<KeyValuePair<string, string?>> OpenTelemetrySettings() =>
        from DictionaryEntry variable in Environment.GetEnvironmentVariables()
        let name = (string)variable.Key
        where name.StartsWith("OTEL_", StringComparison.Ordinal)
        select KeyValuePair.Create(name, (string?)variable.Value);
}
