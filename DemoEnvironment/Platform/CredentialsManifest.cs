using System.Text.Json;
using DddAspire.DemoEnvironment.Secrets;

namespace DddAspire.DemoEnvironment.Platform;

/// <summary>The Secret <c>ddd-credentials</c>: what database, queue manager and integrations share in a namespace.</summary>
internal static class CredentialsManifest
{
    /// <summary>One for a namespace, as JSON, which is YAML too.</summary>
    public static string For(string targetNamespace, SecretStore secrets) => JsonSerializer.Serialize(new
    {
        apiVersion = "v1",
        kind = "Secret",
        metadata = new
        {
            name = "ddd-credentials",
            @namespace = targetNamespace,
            labels = new Dictionary<string, string> { ["app.kubernetes.io/part-of"] = "ddd" },
        },
        type = "Opaque",
        stringData = new Dictionary<string, string>
        {
            ["postgres-user"] = "ddd",
            ["postgres-password"] = secrets.Ensure(SecretStore.PostgresPassword),
            ["postgres-database"] = "ddd",
            ["nats-user"] = "ddd",
            ["nats-password"] = secrets.Ensure(SecretStore.NatsPassword),
        },
    });
}
