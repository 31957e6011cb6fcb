using System.Diagnostics;

namespace DddAspire.DemoEnvironment.Steps;

/// <summary>Runs steps: the one place where their events, durations and spans come from.</summary>
public sealed class StepLog(IProgress<EnvironmentEvent> progress, TimeProvider time)
{
    /// <summary>The activity source of environment steps: one span each.</summary>
    public const string ActivitySourceName = "DddAspire.Environment";

    private static readonly ActivitySource Activities = new(ActivitySourceName);

    /// <summary>Runs one step to its end.</summary>
    public async Task<T> RunAsync<T>(string name, Func<StepScope, Task<T>> work)
    {
        using var activity = Activities.StartActivity(name);
        var started = time.GetTimestamp();
        var scope = new StepScope(name, progress);
        progress.Report(new EnvironmentEvent.StepStarted(name));
        var cause = "cancelled";
        var done = false;
        try
        {
            var result = await work(scope);
            done = true;
            return result;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            cause = exception.Message;
            activity?.SetStatus(ActivityStatusCode.Error, cause);
            throw;
        }
        finally
        {
            progress.Report(EndOf(scope, done, cause, time.GetElapsedTime(started)));
        }
    }

    /// <summary>Runs one step that gives nothing.</summary>
    public Task RunAsync(string name, Func<StepScope, Task> work) =>
        RunAsync(name, async scope =>
        {
            await work(scope);
            return true;
        });

    /// <summary>Says something on the way of several steps at once.</summary>
    public void Say(string steps, string line) => progress.Report(new EnvironmentEvent.StepProgressed(steps, line));

    /// <summary>Tells the user something that belongs to no step.</summary>
    public void Notice(string text) => progress.Report(new EnvironmentEvent.Noticed(text));

    private static EnvironmentEvent EndOf(StepScope scope, bool done, string cause, TimeSpan duration) =>
        done ? scope.Skipped
                ? new EnvironmentEvent.StepSkipped(scope.Name, scope.Detail, duration)
                : new EnvironmentEvent.StepSucceeded(scope.Name, scope.Detail, duration)
            : new EnvironmentEvent.StepFailed(scope.Name, cause, duration);
}
