using DddAspire.DemoEnvironment.Steps;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DddAspire.AppHost.Parts;

/// <summary>Puts the environment's steps into the log of the resource on whose behalf they run, and the newest of them into its state.</summary>
/// <param name="time">The clock.</param>
internal sealed class StepsInLogs(TimeProvider time) : IProgress<EnvironmentEvent>
{
    private const int LongestState = 60;
    private static readonly TimeSpan BetweenStates = TimeSpan.FromSeconds(1);
    private static readonly AsyncLocal<Target?> Current = new();

    /// <summary>From here on, what this flow of work does goes to <paramref name="logger"/>, and what it is at to <paramref name="state"/>.</summary>
    public static void GoTo(ILogger logger, Func<string, Task> state) => Current.Value = new Target(logger, state);

    /// <inheritdoc/>
    public void Report(EnvironmentEvent value)
    {
        var logger = Current.Value?.Logger ?? NullLogger.Instance;
        switch (value)
        {
            case EnvironmentEvent.StepStarted started:
                Show(started.Step);
                break;
            case EnvironmentEvent.StepProgressed said:
                logger.StepSaid(said.Step, said.Line);
                Show($"{said.Step}: {said.Line}");
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

    // Not awaited, as nobody waits for the look of a line; the newest of a second, as a build has hundreds of them.
    private void Show(string text)
    {
        if (Current.Value is { } target && Interlocked.Exchange(ref target.Newest, text) is null)
        {
            _ = ShowNewestAsync(target);
        }
    }

    private async Task ShowNewestAsync(Target target)
    {
        await Task.Delay(BetweenStates, time);
        var text = Interlocked.Exchange(ref target.Newest, null)!;
        await target.State(text.Length > LongestState ? $"{text[..LongestState]}…" : text);
    }

    private sealed class Target(ILogger logger, Func<string, Task> state)
    {
        /// <summary>What is to be shown at the end of the second; null when nothing is.</summary>
        public string? Newest;

        public ILogger Logger { get; } = logger;

        public Func<string, Task> State { get; } = state;
    }
}
