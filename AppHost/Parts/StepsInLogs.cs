using DddAspire.DemoEnvironment.Steps;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DddAspire.AppHost.Parts;

/// <summary>Puts the environment's steps into the log of the resource on whose behalf they run.</summary>
internal sealed class StepsInLogs : IProgress<EnvironmentEvent>
{
    private static readonly AsyncLocal<ILogger?> Current = new();

    /// <summary>From here on, what this flow of work does goes to <paramref name="logger"/>.</summary>
    public static void GoTo(ILogger logger) => Current.Value = logger;

    /// <inheritdoc/>
    public void Report(EnvironmentEvent value)
    {
        var logger = Current.Value ?? NullLogger.Instance;
        switch (value)
        {
            case EnvironmentEvent.StepProgressed said:
                logger.StepSaid(said.Step, said.Line);
                break;
            case EnvironmentEvent.StepSucceeded done:
                logger.StepDone(done.Step, done.Detail, done.Duration.TotalSeconds);
                break;
            case EnvironmentEvent.StepSkipped skipped:
                logger.StepDone(skipped.Step, skipped.Detail, skipped.Duration.TotalSeconds);
                break;
            case EnvironmentEvent.StepFailed failed:
                logger.StepFailed(failed.Step, failed.Cause);
                break;
            case EnvironmentEvent.Noticed notice:
                logger.Said(notice.Text);
                break;
        }
    }
}
