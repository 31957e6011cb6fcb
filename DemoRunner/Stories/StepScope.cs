using System.Diagnostics;
using DddAspire.DemoEnvironment.Steps;
using DddAspire.DemoRunner.Telemetry;

namespace DddAspire.DemoRunner.Stories;

/// <summary>Tells one step: its events, span and log line come from here. It has failed unless its body came to its end and saw what it expected.</summary>
internal sealed class StepScope(StoryJournal journal, StepGate gate, TimeProvider time, ILogger logger)
{
    private readonly List<StepFailure> failures = [];

    /// <summary>What went wrong so far.</summary>
    public IReadOnlyList<StepFailure> StepFailures => failures;

    /// <summary>Runs a step's body, once the presenter lets it begin.</summary>
    /// <param name="number">From 1 on.</param>
    /// <param name="body">Does the step.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>Whether the step passed.</returns>
    public async Task<bool> RunAsync(int number, Func<CancellationToken, Task<StepOutcome>> body, CancellationToken cancellationToken)
    {
        await gate.PassAsync(number);
        var title = journal.Progress.Steps[number - 1].Title;
        using var span = RunnerTelemetry.Activities.StartActivity($"step {number}");
        span?.SetTag("story.step.title", title);
        journal.Append(new StoryEvent.StepStarted(time.GetUtcNow(), number));
        logger.StepStarted(number, title);
        var seen = await SeeAsync($"Step {number} ({title})", number, body, cancellationToken);
        var result = seen.AsExpected ? StepResult.Passed : StepResult.Failed;
        span?.SetStatus(seen.AsExpected ? ActivityStatusCode.Ok : ActivityStatusCode.Error, seen.AsExpected ? null : seen.Detail);
        journal.Append(new StoryEvent.StepEnded(time.GetUtcNow(), number, result, seen.Detail));
        logger.StepEnded(number, result, seen.Detail);
        return seen.AsExpected;
    }

    /// <summary>Does something after the last step whose failure the verdict must know of.</summary>
    public async Task AfterwardsAsync(string what, Func<CancellationToken, Task<StepOutcome>> body, CancellationToken cancellationToken)
    {
        var seen = await SeeAsync(what, 0, body, cancellationToken);
        logger.AfterwardsDone(what, seen.Detail);
    }

#pragma warning disable CA1031 // Whatever breaks in a step is a fact of the story; the report must still be written.
    private async Task<StepOutcome> SeeAsync(string what, int number, Func<CancellationToken, Task<StepOutcome>> body, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            return await body(cancellationToken);
        }
        catch (Exception exception)
        {
            var reason = exception is OperationCanceledException && cancellationToken.IsCancellationRequested
                ? gate.StopReason
                : exception.Message;
            failures.Add(new(Cause(exception, number, cancellationToken), $"{what}: {reason}"));
            return new(false, reason);
        }
    }
#pragma warning restore CA1031

    // Before the first change is pushed nothing that is missing can be the change's fault.
    private StepFailureCause Cause(Exception exception, int number, CancellationToken cancellationToken) => exception switch
    {
        OperationCanceledException when cancellationToken.IsCancellationRequested => StepFailureCause.Cancelled,
        ExpectationException => StepFailureCause.Expectation,
        WaitTimedOutException when number > 0 && journal.Progress.Marks.Any(mark => mark.Name == Callers.ChangePushed) => StepFailureCause.Expectation,
        _ => StepFailureCause.Environment,
    };
}
