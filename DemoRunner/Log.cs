namespace DddAspire.DemoRunner;

/// <summary>What the runner logs: 1xx webhooks, 2xx runs.</summary>
internal static partial class Log
{
    [LoggerMessage(101, LogLevel.Warning, "Webhook refused: {Reason}")]
    public static partial void WebhookRefused(this ILogger logger, string reason);

    [LoggerMessage(201, LogLevel.Information, "Run {Run} started for commit {Commit}")]
    public static partial void RunStarted(this ILogger logger, string run, string commit);

    [LoggerMessage(202, LogLevel.Information, "Run {Run} ended: {Result}")]
    public static partial void RunEnded(this ILogger logger, string run, RunResult result);

    [LoggerMessage(203, LogLevel.Error, "Run {Run} broke")]
    public static partial void RunBroke(this ILogger logger, string run, Exception exception);

    [LoggerMessage(204, LogLevel.Information, "Run {Run}: commit {Commit} was found in git without a webhook")]
    public static partial void PushNoticed(this ILogger logger, string run, string commit);

    [LoggerMessage(205, LogLevel.Error, "Background work failed and goes on: {Worker}")]
    public static partial void WorkerFailed(this ILogger logger, string worker, Exception exception);

    [LoggerMessage(206, LogLevel.Warning, "Run {Run}: commit status not published: {Reason}")]
    public static partial void CommitStatusNotPublished(this ILogger logger, string run, string reason);

    [LoggerMessage(220, LogLevel.Error, "What open pages are told could not be found out; they ask again")]
    public static partial void PageFeedBroke(this ILogger logger, Exception? failure);

    [LoggerMessage(207, LogLevel.Error, "The journal has an entry that cannot be; it is passed over: {Reason}")]
    public static partial void EntryPassedOver(this ILogger logger, string reason);
}
