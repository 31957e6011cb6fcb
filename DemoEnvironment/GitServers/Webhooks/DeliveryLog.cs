using System.Collections.Immutable;

namespace DddAspire.DemoEnvironment.GitServers.Webhooks;

/// <summary>The last deliveries: a JSON object a line.</summary>
/// <param name="path">The file.</param>
internal sealed class DeliveryLog(string path)
{
    /// <summary>As many lines as the file keeps when it is cut; it is cut when it has twice as many.</summary>
    public const int MostKept = 500;

    private const int MostShown = 20;
    private readonly Lock gate = new();
    private int lines = -1;

    /// <summary>Adds one.</summary>
    public void Add(WebhookDelivery delivery)
    {
        lock (gate)
        {
            JsonLines.Append(path, delivery, PushEventBody.Json);
            lines = lines < 0 ? File.ReadLines(path).Count() : lines + 1;
            if (lines >= 2 * MostKept)
            {
                JsonLines.KeepLast(path, MostKept);
                lines = MostKept;
            }
        }
    }

    /// <summary>The last ones, newest first.</summary>
    public ImmutableArray<WebhookDelivery> Latest()
    {
        lock (gate)
        {
            return [.. JsonLines.Read<WebhookDelivery>(path, PushEventBody.Json).TakeLast(MostShown).Reverse()];
        }
    }
}
