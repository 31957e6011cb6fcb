using DddAspire.DemoEnvironment.State;

namespace DddAspire.DemoRunner.Stories;

/// <summary>One story being told: its eight steps in order, and the facts they leave behind.</summary>
internal sealed class Telling(StoryTools tools, StoryJournal journal, EnvironmentState environment, UserClone clone, StepScope steps)
{
    private readonly List<ChangeFacts> changes = [];
    private readonly StoryRequest request = journal.Progress.Request;
    private readonly StoryScript script = StoryScripts.Of(journal.Progress.Request.Story, journal.Progress.Request.Integration);
    private readonly SolutionCheck solution = new(tools);
    private readonly Callers callers = new(tools, journal);
    private readonly ChangeDelivery delivery = new(tools, clone, journal.Progress.Request.Integration);

    private IntegrationFolder? start;
    private SampleQuote? usualQuote;
    private PushedChange? pushed;
    private LoadFacts? load;

    private Uri Api => environment.Cluster.ApiUrls[request.Namespace];

    private StorySubject Subject => journal.Progress.Subject!;

    /// <summary>Tells the story to its end, whatever happens on the way.</summary>
    /// <param name="cancellationToken">Ends the story early; a change that was pushed is still taken back.</param>
    /// <param name="closing">Ends the way back too: the program is being stopped.</param>
    public async Task<StoryFacts> TellAsync(CancellationToken cancellationToken, CancellationToken closing)
    {
        if (await steps.TellAsync(1, SolutionRunsAsync, cancellationToken)
            && await steps.TellAsync(2, LoadRunsAsync, cancellationToken)
            && await steps.TellAsync(3, ChangePushedAsync, cancellationToken))
        {
            _ = await steps.TellAsync(4, PipelineStartedAsync, cancellationToken)
                && await steps.TellAsync(5, ChangeTookEffectAsync, cancellationToken)
                && await steps.TellAsync(6, CallersSeeItAsync, cancellationToken);
            _ = await steps.TellAsync(7, ChangedBackAsync, closing)
                && await steps.TellAsync(8, OldVersionIsBackAsync, closing);
        }

        await steps.AfterwardsAsync("Load stopped and quotes read back", LoadStoppedAsync, closing);
        return new(journal.Progress.Subject ?? new(request.Integration, request.Namespace, new("?", "?"), new("?", "?")),
            StoryScript.Changes, [.. changes], load, [.. steps.Setbacks]);
    }

    private async Task<StepSeen> SolutionRunsAsync(CancellationToken cancellationToken)
    {
        start = await clone.ReadAsync(request.Integration, cancellationToken);
        if (await InterruptedStory.PutBackAsync(clone, start, cancellationToken) is { } commit)
        {
            journal.Append(new StoryEvent.Noted(tools.Time.GetUtcNow(),
                $"{request.Integration} ran {start.Version}, left by an interrupted story: it was put back to how it began (commit {commit[..10]})."));
            start = await clone.ReadAsync(request.Integration, cancellationToken);
        }

        var git = await Task.WhenAll(Solution.Integrations.Select(name => clone.ReadAsync(name, cancellationToken)));
        journal.Append(new StoryEvent.SubjectKnown(tools.Time.GetUtcNow(), script.Subject(request, start)));
        await solution.DeployedAsync([.. git], cancellationToken);
        usualQuote = await solution.AnswersAsync(Api, cancellationToken);
        return StepSeen.Expected($"{git.Length} integrations in {Solution.Namespaces.Length} namespaces; {request.Integration} runs {start.Version}; {Api} answers {usualQuote.Body}.");
    }

    private Task<StepSeen> LoadRunsAsync(CancellationToken cancellationToken) => callers.StartAsync(Api, request.Rate, cancellationToken);

    private async Task<StepSeen> ChangePushedAsync(CancellationToken cancellationToken)
    {
        var edit = script.Edit(start!);
        pushed = await delivery.PushAsync("upgrade", script.Effect, edit.Apply(start!.Files), edit.Message(request.Integration), cancellationToken);
        await callers.MarkAsync("upgrade-pushed", cancellationToken);
        return StepSeen.Expected($"Commit {pushed.ShortCommit}: {edit.Message(request.Integration)}.");
    }

    private async Task<StepSeen> PipelineStartedAsync(CancellationToken cancellationToken)
    {
        var run = await delivery.RunAsync(pushed!, cancellationToken);
        return StepSeen.Expected($"Run {run.Id}, {(run.PushedAt - pushed!.PushedAt).TotalSeconds:0.0} s after git push began.");
    }

    private async Task<StepSeen> ChangeTookEffectAsync(CancellationToken cancellationToken)
    {
        var change = await EndAsync(script.Effect == ExpectedEffect.TakenBack ? "upgrade-taken-back" : "upgrade-live", cancellationToken);
        if (script.Effect == ExpectedEffect.TakenBack)
        {
            var status = await tools.Statuses.NewestAsync(environment.Git, pushed!.Commit, cancellationToken);
            return status == "failure"
                ? Judged(change, $"Run {change.Run!.Id} was rolled back and the commit says so: {change.Run.Reason}")
                : throw new ExpectationException($"The commit's status is '{status}', not 'failure'.", "./demo status");
        }

        return Judged(change, $"Run {change.Run!.Id} passed; rolled out: {string.Join(", ", change.Run.RolledOut)}; all others kept their pods.");
    }

    private async Task<StepSeen> CallersSeeItAsync(CancellationToken cancellationToken)
    {
        var serving = script.Effect == ExpectedEffect.Deployed ? Subject.To : Subject.From;
        var seen = await callers.ServedByAsync(request.Integration, serving, cancellationToken);
        var wanted = request.Story == StoryName.ApplicationUpdate ? usualQuote!.WithNewBarOf(request.Integration) : usualQuote!;
        var answer = await solution.AnswersAsync(Api, cancellationToken);
        return answer.SameBodyAs(wanted)
            ? seen with { Detail = $"{seen.Detail} The API answers {answer.Body}." }
            : throw new ExpectationException($"The API answers {answer.Body} where {wanted.Body} was expected.", $"curl -i {Api}drivewayrepair/quote");
    }

    private async Task<StepSeen> ChangedBackAsync(CancellationToken cancellationToken)
    {
        // The first change may still be on its way when the steps that wait for it were cut short.
        await tools.Runs.WaitForCommitAsync(pushed!.Commit, TimeSpan.FromMinutes(10), cancellationToken);
        pushed = await delivery.PushAsync("rollback", script.WayBack, start!.Files, $"Put {request.Integration} back to {Subject.From}", cancellationToken);
        await callers.MarkAsync("rollback-pushed", cancellationToken);
        return StepSeen.Expected($"Commit {pushed.ShortCommit}: {request.Integration} back to {Subject.From}.");
    }

    private async Task<StepSeen> OldVersionIsBackAsync(CancellationToken cancellationToken)
    {
        var run = await delivery.RunAsync(pushed!, cancellationToken);
        var change = await EndAsync("rollback-live", cancellationToken);
        var judged = Judged(change, $"Run {run.Id} passed");
        var seen = await callers.ServedByAsync(request.Integration, Subject.From, cancellationToken);
        return judged.AsExpected ? seen with { Detail = $"{judged.Detail}; {seen.Detail}" } : judged;
    }

    private async Task<StepSeen> LoadStoppedAsync(CancellationToken cancellationToken)
    {
        if (!(await tools.Load.StatusAsync(cancellationToken)).Running)
        {
            return StepSeen.Expected("No load was running.");
        }

        load = await callers.StopAsync(cancellationToken);
        return StepSeen.Expected($"{load.Figures.Sent} calls sent, {load.Figures.Failed} failed.");
    }

    private async Task<ChangeFacts> EndAsync(string mark, CancellationToken cancellationToken)
    {
        var change = await delivery.EndAsync(pushed!, cancellationToken);
        changes.Add(change);
        await callers.MarkAsync(mark, cancellationToken);
        return change;
    }

    private StepSeen Judged(ChangeFacts change, string otherwise) => StepSeen.Judged(
        ChangeFindings.Of(change, request.Integration).Concat(BystanderFindings.Of(change, request.Integration)), otherwise);
}
