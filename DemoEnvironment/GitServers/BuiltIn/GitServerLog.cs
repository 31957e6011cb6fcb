using Microsoft.Extensions.Logging;

namespace DddAspire.DemoEnvironment.GitServers.BuiltIn;

/// <summary>What the built-in git server logs: event ids 100 to 149, those of <see cref="Webhooks.WebhookLog"/> among them.</summary>
internal static partial class GitServerLog
{
    [LoggerMessage(100, LogLevel.Information, "Push moved {Ref} from {Before} to {After}")]
    public static partial void PushReceived(this ILogger logger, string @ref, string before, string after);

    [LoggerMessage(102, LogLevel.Warning, "git {Service} ended early: {Evidence}")]
    public static partial void ServiceFailed(this ILogger logger, string service, string evidence);
}
