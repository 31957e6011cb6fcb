namespace DddAspire.DemoRunner.Stories;

/// <summary>The log lines of stories; ids 500 to 549.</summary>
internal static partial class StoryLog
{
    [LoggerMessage(500, LogLevel.Information, "Story {Id} ({Story}) started")]
    public static partial void StoryStarted(this ILogger logger, string id, StoryName story);

    [LoggerMessage(501, LogLevel.Information, "Step {Number} started: {Title}")]
    public static partial void StepStarted(this ILogger logger, int number, string title);

    [LoggerMessage(502, LogLevel.Information, "Step {Number} {Result}: {Detail}")]
    public static partial void StepEnded(this ILogger logger, int number, StepResult result, string detail);

    [LoggerMessage(503, LogLevel.Information, "{What}: {Detail}")]
    public static partial void AfterwardsDone(this ILogger logger, string what, string detail);

    [LoggerMessage(504, LogLevel.Information, "Story {Id} {Verdict}; report: {Report}")]
    public static partial void StoryEnded(this ILogger logger, string id, StoryOutcome verdict, string report);

    [LoggerMessage(506, LogLevel.Error, "Story {Id} broke")]
    public static partial void StoryBroke(this ILogger logger, string id, Exception exception);

    [LoggerMessage(507, LogLevel.Error, "The report of story {Id} could not be written")]
    public static partial void ReportNotWritten(this ILogger logger, string id, Exception exception);

    [LoggerMessage(505, LogLevel.Warning, "The load client's stream of windows ended early: {Reason}")]
    public static partial void WindowsLost(this ILogger logger, string reason);
}
