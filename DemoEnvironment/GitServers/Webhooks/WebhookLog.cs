using Microsoft.Extensions.Logging;

namespace DddAspire.DemoEnvironment.GitServers.Webhooks;

/// <summary>What deliveries log: event ids 101 and 103.</summary>
internal static partial class WebhookLog
{
    [LoggerMessage(101, LogLevel.Warning, "The event of {Push} was not delivered")]
    public static partial void PushNotDelivered(this ILogger logger, string push, Exception exception);

    [LoggerMessage(103, LogLevel.Warning, "The event of {Ref} at {Commit} was not delivered: {Cause}")]
    public static partial void PushRefused(this ILogger logger, string @ref, string commit, string cause);
}
