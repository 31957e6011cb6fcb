using Microsoft.Extensions.Logging;

namespace DddAspire.AppHost;

/// <summary>Everything that the AppHost logs.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "{Line}")]
    public static partial void Said(this ILogger logger, string line);

    [LoggerMessage(2, LogLevel.Information, "{Step}: {Line}")]
    public static partial void StepSaid(this ILogger logger, string step, string line);

    [LoggerMessage(3, LogLevel.Information, "{Step}: {Detail} ({Seconds:0.0} s)")]
    public static partial void StepDone(this ILogger logger, string step, string detail, double seconds);

    [LoggerMessage(4, LogLevel.Error, "{Step}: {Cause}")]
    public static partial void StepFailed(this ILogger logger, string step, string cause);

    [LoggerMessage(5, LogLevel.Error, "{Cause}\nNext: {Advice}")]
    public static partial void PartFailed(this ILogger logger, string cause, string advice);

    [LoggerMessage(6, LogLevel.Warning, "The log can't be followed any more: {Cause}")]
    public static partial void LogLost(this ILogger logger, string cause);

    [LoggerMessage(7, LogLevel.Error, "This was not foreseen.\nNext: put right what it names, then Try again")]
    public static partial void PartBroke(this ILogger logger, Exception exception);

    [LoggerMessage(8, LogLevel.Error, "{Resource} {State}: the story can't begin.\n{Log}\nNext: put right what it names, and start again")]
    public static partial void EndedByResource(this ILogger logger, string resource, string state, string log);

    [LoggerMessage(9, LogLevel.Error, "There was no verdict after {Minutes:0} minutes; the story stands at '{State}'.\nNext: dotnet run --project AppHost   # and look at the dashboard")]
    public static partial void EndedWithoutVerdict(this ILogger logger, double minutes, string state);
}
