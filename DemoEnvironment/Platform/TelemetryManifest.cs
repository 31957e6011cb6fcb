using System.Text.Json;

namespace DddAspire.DemoEnvironment.Platform;

/// <summary>The Secret <c>ddd-telemetry</c>: where the integrations send traces, metrics and logs. Without it they send none. A Secret, as the headers may have a key.</summary>
internal static class TelemetryManifest
{
    /// <summary>One for each namespace. Variables: https://opentelemetry.io/docs/specs/otel/protocol/exporter/</summary>
    /// <param name="endpoint">An OTLP endpoint that speaks gRPC.</param>
    /// <param name="headers">Headers as <c>name=value</c>; null for none.</param>
    public static string For(Uri endpoint, string? headers) => JsonSerializer.Serialize(new
    {
        apiVersion = "v1",
        kind = "List",
        items = PlatformManifests.Namespaces.Select(target => Secret(target.Name, endpoint, headers)),
    });

    private static object Secret(string targetNamespace, Uri endpoint, string? headers)
    {
        var data = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint.ToString(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc",
        };
        if (headers is not null)
        {
            data["OTEL_EXPORTER_OTLP_HEADERS"] = headers;
        }

        return new
        {
            apiVersion = "v1",
            kind = "Secret",
            metadata = new
            {
                name = "ddd-telemetry",
                @namespace = targetNamespace,
                labels = new Dictionary<string, string> { ["app.kubernetes.io/part-of"] = "ddd" },
            },
            type = "Opaque",
            stringData = data,
        };
    }
}
