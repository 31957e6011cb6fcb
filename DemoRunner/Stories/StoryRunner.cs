using DddAspire.DemoEnvironment.State;
using DddAspire.DemoRunner.Environments;
using DddAspire.DemoRunner.Reports;
using DddAspire.DemoRunner.Telemetry;

namespace DddAspire.DemoRunner.Stories;

/// <summary>Tells a story, judges it and writes its report.</summary>
internal sealed class StoryRunner(StoryTools tools, ReportFolder reports, ILogger<StoryRunner> logger)
{
#pragma warning disable CA1031 // A story has an end, whatever breaks: everybody waits for it.
    /// <summary>Tells the story of <paramref name="journal"/> to its last event.</summary>
    /// <param name="journal">Takes the events.</param>
    /// <param name="gate">Holds each step until the presenter says next, where that was asked for.</param>
    /// <param name="cancellationToken">Ends the story early; what it pushed is taken back.</param>
    /// <param name="closing">The program is being stopped.</param>
    public async Task RunAsync(StoryJournal journal, StepGate gate, CancellationToken cancellationToken, CancellationToken closing)
    {
        StoryEvent.Ended end;
        try
        {
            end = await RunStoryAsync(journal, gate, cancellationToken, closing);
        }
        catch (Exception exception)
        {
            // A defect of ours says nothing of the integrations, and must not keep the next story from being told.
            logger.StoryBroke(journal.Progress.Id, exception);
            end = new(tools.Time.GetUtcNow(), StoryOutcome.Inconclusive, [$"The story could not be judged: {exception.Message}"], "");
        }

        logger.StoryEnded(journal.Progress.Id, end.Verdict, end.ReportPath);
        journal.Append(end);
    }

    private async Task<StoryEvent.Ended> RunStoryAsync(StoryJournal journal, StepGate gate, CancellationToken cancellationToken, CancellationToken closing)
    {
        var request = journal.Progress.Request;
        using var span = RunnerTelemetry.Activities.StartActivity($"story {StoryNames.Format(request.Story)}");
        logger.StoryStarted(journal.Progress.Id, request.Story);
        var steps = new StepScope(journal, gate, tools.Time, logger);
        EnvironmentState? environment = null;
        StoryFacts? facts = null;
        await steps.AfterwardsAsync("The story", async token =>
        {
            environment = tools.Access.TryGetState() ?? throw new EnvironmentMissingException();
            facts = await ExecuteAsync(journal, environment, steps, token, closing);
            return StepOutcome.Expected("told to its end");
        }, cancellationToken);
        return await ReportAsync(journal, facts ?? NothingDone(request, steps), environment);
    }

    private async Task<StoryFacts> ExecuteAsync(StoryJournal journal, EnvironmentState environment, StepScope steps, CancellationToken cancellationToken, CancellationToken closing)
    {
        using var clone = await UserClone.CloneAsync(environment.Git, tools.Layout.Work, cancellationToken);
        await using var followers = new Followers(journal, tools, logger);
        IStoryExecution execution = journal.Progress.Request.Story == StoryName.SeveralVersions
            ? new SeveralVersionsExecution(tools, journal, environment, clone, steps)
            : new StoryExecution(tools, journal, environment, clone, steps);
        return await execution.RunAsync(cancellationToken, closing);
    }

    // Not cancellable: a story that was stopped has a report too.
    private async Task<StoryEvent.Ended> ReportAsync(StoryJournal journal, StoryFacts facts, EnvironmentState? environment)
    {
        var verdict = StoryVerdict.Judge(facts);
        var report = ReportComposer.Compose(journal.Progress, facts, verdict, environment, tools.Time.GetUtcNow());
        try
        {
            var path = await reports.WriteAsync(report, CancellationToken.None);
            return new(report.EndedAt, verdict.Outcome, verdict.Reasons, path);
        }
        catch (Exception exception)
        {
            logger.ReportNotWritten(journal.Progress.Id, exception);
            return new(report.EndedAt, StoryOutcome.Inconclusive, verdict.Reasons.Add($"The report could not be written: {exception.Message}"), "");
        }
    }

#pragma warning restore CA1031

    private static StoryFacts NothingDone(StoryRequest request, StepScope steps) => new(
        new(request.Integration, request.Namespace, new("?", "?"), new("?", "?")), StoryScripts.ChangesOf(request), [], null, [.. steps.StepFailures]);
}
