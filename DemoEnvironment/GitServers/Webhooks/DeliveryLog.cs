using System.Collections.Immutable;
using System.Text.Json;

namespace DddAspire.DemoEnvironment.GitServers.Webhooks;

/// <summary>The deliveries so far: a JSON object a line.</summary>
/// <param name="path">The file.</param>
internal sealed class DeliveryLog(string path)
{
    private const int MostShown = 20;
    private readonly Lock gate = new();

    /// <summary>Adds one.</summary>
    public void Add(WebhookDelivery delivery)
    {
        lock (gate)
        {
            File.AppendAllText(path, JsonSerializer.Serialize(delivery, PushEventBody.Json) + "\n");
        }
    }

    /// <summary>The last ones, newest first.</summary>
    public ImmutableArray<WebhookDelivery> Latest()
    {
        lock (gate)
        {
            return File.Exists(path)
                ? [.. File.ReadLines(path).TakeLast(MostShown).Reverse().Select(line => JsonSerializer.Deserialize<WebhookDelivery>(line, PushEventBody.Json)!)]
                : [];
        }
    }
}
