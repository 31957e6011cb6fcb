using Microsoft.Extensions.Logging;

namespace DddAspire.DemoEnvironment.GitServers.BuiltIn;

/// <summary>What the built-in git server logs: event ids 100 to 149.</summary>
internal static partial class GitServerLog
{
    [LoggerMessage(100, LogLevel.Information, "Push moved {Ref} from {Before} to {After}")]
    public static partial void PushReceived(this ILogger logger, string @ref, string before, string after);

    [LoggerMessage(101, LogLevel.Warning, "A push event could not be described and is not sent")]
    public static partial void PushNotDescribed(this ILogger logger, Exception exception);

    [LoggerMessage(102, LogLevel.Warning, "git {Service} ended early: {Evidence}")]
    public static partial void ServiceFailed(this ILogger logger, string service, string evidence);
}
