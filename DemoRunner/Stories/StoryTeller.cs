using DddAspire.DemoEnvironment.State;
using DddAspire.DemoRunner.Reports;
using DddAspire.DemoRunner.Telemetry;

namespace DddAspire.DemoRunner.Stories;

/// <summary>Tells a story, judges it and writes its report.</summary>
internal sealed class StoryTeller(StoryTools tools, ReportFolder reports, ILogger<StoryTeller> logger)
{
    /// <summary>Tells the story of <paramref name="journal"/> to its last event.</summary>
    /// <param name="journal">Takes the events.</param>
    /// <param name="cancellationToken">Ends the story early; what it pushed is taken back.</param>
    /// <param name="closing">The program is being stopped.</param>
    public async Task TellAsync(StoryJournal journal, CancellationToken cancellationToken, CancellationToken closing)
    {
        var request = journal.Progress.Request;
        using var span = RunnerTelemetry.Activities.StartActivity($"story {StoryNames.Format(request.Story)}");
        logger.StoryStarted(journal.Progress.Id, request.Story);
        var steps = new StepScope(journal, tools.Time, logger);
        EnvironmentState? environment = null;
        StoryFacts? facts = null;
        await steps.AfterwardsAsync("The story", async token =>
        {
            environment = tools.Access.TryGetState() ?? throw new EnvironmentMissingException();
            facts = await FollowedAsync(journal, environment, steps, token, closing);
            return StepSeen.Expected("told to its end");
        }, cancellationToken);
        var end = await ReportAsync(journal, facts ?? NothingDone(request, steps), environment);
        logger.StoryEnded(journal.Progress.Id, end.Verdict, end.ReportPath);
        journal.Append(end);
    }

    private async Task<StoryFacts> FollowedAsync(StoryJournal journal, EnvironmentState environment, StepScope steps, CancellationToken cancellationToken, CancellationToken closing)
    {
        using var clone = await UserClone.CloneAsync(environment.Git, tools.Layout.Work, cancellationToken);
        await using var followers = new Followers(journal, tools, logger);
        return await new Telling(tools, journal, environment, clone, steps).TellAsync(cancellationToken, closing);
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
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new(report.EndedAt, StoryOutcome.Inconclusive, verdict.Reasons.Add($"The report could not be written: {exception.Message}"), "");
        }
    }

    private static StoryFacts NothingDone(StoryRequest request, StepScope steps) => new(
        new(request.Integration, request.Namespace, new("?", "?"), new("?", "?")), StoryScript.Changes, [], null, [.. steps.Setbacks]);
}
