using DddAspire.IntegrationServer.Draining;
using DddAspire.IntegrationServer.Settings;

namespace DddAspire.IntegrationServer;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Integration server {FixPack} starts; bars of {BarFolder}: {Bars}")]
    public static partial void ServerStarting(this ILogger logger, string fixPack, string barFolder, string bars);

    [LoggerMessage(2, LogLevel.Information, "Listening on port {Port}, {Milliseconds:0} ms after the process began")]
    public static partial void ServerListening(this ILogger logger, int port, double milliseconds);

    [LoggerMessage(10, LogLevel.Information, "Connected to the queue manager at {Endpoint}")]
    public static partial void QueueManagerConnected(this ILogger logger, QueueEndpoint endpoint);

    [LoggerMessage(11, LogLevel.Warning, "No connection to the queue manager at {Endpoint}: {Reason}")]
    public static partial void QueueManagerLost(this ILogger logger, QueueEndpoint endpoint, string reason);

    [LoggerMessage(12, LogLevel.Warning, "A message of {Queue} cannot be read and is dropped: {Reason}")]
    public static partial void MessageUnreadable(this ILogger logger, string queue, string reason);

    [LoggerMessage(13, LogLevel.Warning, "A reply to a message of {Queue} was not sent: {Reason}")]
    public static partial void ReplyNotSent(this ILogger logger, string queue, string reason);

    [LoggerMessage(14, LogLevel.Warning, "The queues were not drained to the end: {Reason}")]
    public static partial void QueueDrainFailed(this ILogger logger, string reason);

    [LoggerMessage(15, LogLevel.Error, "A message of {Queue} could not be handled; the next one is")]
    public static partial void MessageFailed(this ILogger logger, Exception failure, string queue);

    [LoggerMessage(16, LogLevel.Information, "Warm: answered {Questions} questions of its own, the last within {Milliseconds:0.0} ms; takes messages of {Queue} now")]
    public static partial void ConsumerWarm(this ILogger logger, int questions, double milliseconds, string queue);

    [LoggerMessage(20, LogLevel.Warning, "{Reason}")]
    public static partial void DependencyUnavailable(this ILogger logger, string reason);

    [LoggerMessage(30, LogLevel.Information, "Draining: serving on until nobody calls any more")]
    public static partial void DrainBegun(this ILogger logger);

    [LoggerMessage(31, LogLevel.Information, "Drained ({Outcome}): {Calls} calls served meanwhile, {Milliseconds:0} ms")]
    public static partial void DrainEnded(this ILogger logger, DrainDecision outcome, long calls, double milliseconds);
}
