
namespace DddAspire.IntegrationServer.Settings;

/// <summary>QUEUE_*: asked for only when a flow uses the queue manager.</summary>
internal static class QueueSettings
{
    private const int DefaultPort = 4222;

    public static QueueEndpoint From(ServerEnvironment environment, string clientName) => new(
        environment.Text("QUEUE_HOST", "nats"),
        environment.Port("QUEUE_PORT", DefaultPort),
        environment.Required("QUEUE_USER", "user of the queue manager"),
        environment.Required("QUEUE_PASSWORD", "password of the queue manager"),
        clientName);
}
