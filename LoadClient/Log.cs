namespace DddAspire.LoadClient;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "Run {Run} ended by a defect of the load client")]
    public static partial void RunBroke(this ILogger logger, Exception defect, string run);
}
