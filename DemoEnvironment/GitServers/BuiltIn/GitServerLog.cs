using Microsoft.Extensions.Logging;

namespace DddAspire.DemoEnvironment.GitServers.BuiltIn;

/// <summary>What the built-in git server logs: event ids 100 to 149.</summary>
internal static partial class GitServerLog
{
    [LoggerMessage(100, LogLevel.Information, "Push moved {Ref} from {Before} to {After}")]
    public static partial void PushReceived(this ILogger logger, string @ref, string before, string after);

    [LoggerMessage(101, LogLevel.Warning, "The event of {Push} was not delivered")]
    public static partial void PushNotDelivered(this ILogger logger, string push, Exception exception);

    [LoggerMessage(103, LogLevel.Warning, "The event of {Ref} at {Commit} was not delivered: {Cause}")]
    public static partial void PushRefused(this ILogger logger, string @ref, string commit, string cause);

    [LoggerMessage(102, LogLevel.Warning, "git {Service} ended early: {Evidence}")]
    public static partial void ServiceFailed(this ILogger logger, string service, string evidence);
}
