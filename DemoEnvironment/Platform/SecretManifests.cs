using System.Text;
using System.Text.Json.Nodes;
using DddAspire.DemoEnvironment.Secrets;

namespace DddAspire.DemoEnvironment.Platform;

/// <summary>The Secret <c>ddd-credentials</c>: what database, queue manager and integrations share in a namespace.</summary>
internal static class CredentialsManifest
{
    /// <summary>One for a namespace.</summary>
    public static JsonObject For(string targetNamespace, SecretStore secrets) => SecretManifest.Of("ddd-credentials", targetNamespace, new Dictionary<string, string>
    {
        ["postgres-user"] = "ddd",
        ["postgres-password"] = secrets.Ensure(SecretStore.PostgresPassword),
        ["postgres-database"] = "ddd",
        ["nats-user"] = "ddd",
        ["nats-password"] = secrets.Ensure(SecretStore.NatsPassword),
    });
}

/// <summary>The Secret <c>ddd-telemetry</c>: where the integrations send traces, metrics and logs. Without it they send none. A Secret, as the headers may have a key.</summary>
internal static class TelemetryManifest
{
    /// <summary>One for each namespace. Variables: https://opentelemetry.io/docs/specs/otel/protocol/exporter/</summary>
    /// <param name="endpoint">An OTLP endpoint that speaks gRPC.</param>
    /// <param name="headers">Headers as <c>name=value</c>; null for none.</param>
    public static IEnumerable<JsonObject> For(Uri endpoint, string? headers)
    {
        var data = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint.ToString(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc",
        };
        if (headers is not null)
        {
            data["OTEL_EXPORTER_OTLP_HEADERS"] = headers;
        }

        return PlatformManifests.Namespaces.Select(target => SecretManifest.Of("ddd-telemetry", target.Name, data));
    }
}

/// <summary>A Secret of ours.</summary>
internal static class SecretManifest
{
    /// <summary>In the form in which the API server keeps it: of <c>stringData</c> it would not know afterwards which fields were ours.</summary>
    public static JsonObject Of(string name, string targetNamespace, IReadOnlyDictionary<string, string> data) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Secret",
        ["metadata"] = new JsonObject
        {
            ["name"] = name, ["namespace"] = targetNamespace, ["labels"] = new JsonObject { ["app.kubernetes.io/part-of"] = "ddd" },
        },
        ["type"] = "Opaque",
        ["data"] = new JsonObject(data.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)Convert.ToBase64String(Encoding.UTF8.GetBytes(pair.Value))))),
    };
}
