using DddAspire.DemoEnvironment.State;

namespace DddAspire.DemoRunner.Stories;

/// <summary>A story of one integration being told: its eight steps in order, and the facts they leave behind.</summary>
internal sealed class StoryExecution(StoryTools tools, StoryJournal journal, EnvironmentState environment, UserClone clone, StepScope steps) : IStoryExecution
{
    private static readonly TimeSpan StatusLimit = TimeSpan.FromSeconds(20);
    private readonly List<ChangeFacts> changes = [];
    private readonly StoryRequest request = journal.Progress.Request;
    private readonly StoryScript script = StoryScripts.Of(journal.Progress.Request.Story, journal.Progress.Request.Integration);
    private readonly SolutionCheck solution = new(tools);
    private readonly Callers callers = new(tools, journal);
    private readonly ChangeDelivery delivery = new(tools, clone);
    private readonly WayBack wayBack = new(tools, journal, clone, steps, journal.Progress.Request.Integration);

    private IntegrationEdit? edit;
    private IntegrationFiles? edited;
    private SampleQuote? usualQuote;
    private PushedChange? pushed;
    private string? changeCommit;
    private bool isBackInGit;

    private Uri Api => environment.Cluster.ApiUrls[request.Namespace];

    private StorySubject Subject => journal.Progress.Subject!;

    /// <inheritdoc/>
    public async Task<StoryFacts> RunAsync(CancellationToken cancellationToken, CancellationToken closing)
    {
        _ = await steps.RunAsync(1, SolutionRunsAsync, cancellationToken)
            && await steps.RunAsync(2, LoadRunsAsync, cancellationToken)
            && await steps.RunAsync(3, ChangePushedAsync, cancellationToken)
            && await steps.RunAsync(4, PipelineStartedAsync, cancellationToken)
            && await steps.RunAsync(5, ChangeTookEffectAsync, cancellationToken)
            && await steps.RunAsync(6, CallersSeeItAsync, cancellationToken);
        if (pushed is not null)
        {
            // Whatever failed or was stopped after the push: git goes back to where the story began.
            _ = await steps.RunAsync(7, ChangedBackAsync, closing)
                && await steps.RunAsync(8, OldVersionIsBackAsync, closing);
            if (!isBackInGit)
            {
                await wayBack.PutBackAsync([changeCommit!], $"{Subject.From}", closing);
            }
        }

        await steps.AfterwardsAsync("Load stopped and quotes read back", callers.StopAsync, closing);
        return new(journal.Progress.Subject ?? new(request.Integration, request.Namespace, new("?", "?"), new("?", "?")),
            StoryScript.Changes, [.. changes], callers.Seen, [.. steps.StepFailures]) { IsCalled = callers.AreServed };
    }

    private async Task<StepOutcome> SolutionRunsAsync(CancellationToken cancellationToken)
    {
        if (await InterruptedStory.PutBackAsync(clone, (await clone.TreesAsync(cancellationToken)).Keys, cancellationToken) is { } putBack)
        {
            journal.Append(new StoryEvent.Noted(tools.Time.GetUtcNow(), putBack));
        }

        // What can't be edited is refused here, before anybody waits for anything.
        var start = await clone.ReadAsync(request.Integration, cancellationToken);
        edit = script.Edit(start);
        edited = edit.Apply(start, await FixPackDigest.FindAsync(tools.Registry, environment.Registry.Address, start, edit.WantedFixPack, cancellationToken));
        var git = await clone.TreesAsync(cancellationToken);
        var cluster = await solution.DeployedAsync(git, [request.Integration], cancellationToken);
        var now = cluster.Integrations.First(view => view.Name == request.Integration && view.Namespace == request.Namespace);
        journal.Append(new StoryEvent.SubjectKnown(tools.Time.GetUtcNow(), script.Subject(request, new(now.Runtime, now.Bar), edit)));
        usualQuote = await solution.AnswersAsync(Api, cancellationToken);
        return StepOutcome.Expected($"{git.Count} integrations in {Solution.Namespaces.Length} namespaces; {request.Integration} runs {Subject.From}; {Api} answers {usualQuote.Body}.");
    }

    private async Task<StepOutcome> LoadRunsAsync(CancellationToken cancellationToken)
    {
        var seen = await callers.StartAsync(Api, request.Integration, request.Rate, cancellationToken);
        return callers.AreServed || request.Story != StoryName.Downtime
            ? seen
            : throw new StoryRefusedException(
                $"No answer names {request.Integration}: nobody who calls the API would see its downtime, so this control would prove nothing.", $"./demo story downtime --integration {Solution.Api}");
    }

    private async Task<StepOutcome> ChangePushedAsync(CancellationToken cancellationToken)
    {
        var plan = PlannedChange.Of("upgrade", script.Effect, request.Integration, Subject.To);
        pushed = await delivery.PushAsync(plan, edited!, edit!.Message(request.Integration), journal.Progress.Id, cancellationToken);
        changeCommit = pushed.Commit;
        await callers.MarkAsync(Callers.ChangePushed, cancellationToken);
        return StepOutcome.Expected($"Commit {pushed.ShortCommit}: {edit.Message(request.Integration)}.");
    }

    private async Task<StepOutcome> PipelineStartedAsync(CancellationToken cancellationToken)
    {
        var run = await delivery.RunAsync(pushed!, cancellationToken);
        return StepOutcome.Expected($"Run {run.Id}, {(run.PushedAt - pushed!.PushedAt).TotalSeconds:0.0} s after git push began.");
    }

    private async Task<StepOutcome> ChangeTookEffectAsync(CancellationToken cancellationToken)
    {
        var change = await EndAsync(script.Effect == ExpectedEffect.TakenBack ? "upgrade-taken-back" : "upgrade-live", cancellationToken);
        if (script.Effect == ExpectedEffect.TakenBack)
        {
            // The pipeline posts it before a run counts as ended; a git server that is slow may need a moment to show it.
            await tools.WaitForAsync(
                "the commit's status 'failure'", StatusLimit, "./demo status",
                async token => await tools.Statuses.NewestAsync(environment.Git, pushed!.Commit, token) is "failure" and var status
                    ? new DddAspire.DemoEnvironment.Steps.Observation<string>(status, status) : new(null, "another status"),
                cancellationToken);
            return Judged(change, $"Run {change.Run!.Id} was rolled back and the commit says so: {change.Run.Reason}");
        }

        return Judged(change, $"Run {change.Run!.Id} passed; rolled out: {string.Join(", ", change.Run.RolledOut)}; all others kept their pods.");
    }

    private async Task<StepOutcome> CallersSeeItAsync(CancellationToken cancellationToken)
    {
        var serving = script.Effect == ExpectedEffect.Deployed ? Subject.To : Subject.From;
        var seen = await callers.ServedByAsync(request.Integration, serving, cancellationToken);
        var wanted = request.Story == StoryName.ApplicationUpdate && callers.AreServed ? usualQuote!.WithNewBarOf(request.Integration) : usualQuote!;
        var answer = await solution.AnswersAsync(Api, cancellationToken);
        return answer.SameBodyAs(wanted)
            ? seen with { Detail = $"{seen.Detail} The API answers {answer.Body}." }
            : throw new ExpectationException($"The API answers {answer.Body} where {wanted.Body} was expected.", $"curl -i {Api}drivewayrepair/quote");
    }

    private async Task<StepOutcome> ChangedBackAsync(CancellationToken cancellationToken)
    {
        await wayBack.LastRunEndedAsync(pushed!.Commit, cancellationToken);
        var plan = PlannedChange.Of("rollback", script.WayBack, request.Integration, Subject.From);
        pushed = await delivery.RevertAsync(plan, [changeCommit!], $"Put {request.Integration} back to {Subject.From}", cancellationToken);
        isBackInGit = true;
        await callers.MarkAsync(Callers.WayBackPushed, cancellationToken);
        return StepOutcome.Expected($"Commit {pushed.ShortCommit}: {request.Integration} back to {Subject.From}.");
    }

    private async Task<StepOutcome> OldVersionIsBackAsync(CancellationToken cancellationToken)
    {
        var run = await delivery.RunAsync(pushed!, cancellationToken);
        var change = await EndAsync("rollback-live", cancellationToken);
        var judged = Judged(change, $"Run {run.Id} passed");
        var seen = await callers.ServedByAsync(request.Integration, Subject.From, cancellationToken);
        return judged.AsExpected ? seen with { Detail = $"{judged.Detail}; {seen.Detail}" } : judged;
    }

    private async Task<ChangeFacts> EndAsync(string mark, CancellationToken cancellationToken)
    {
        var change = await delivery.EndAsync(pushed!, cancellationToken);
        changes.Add(change);
        await callers.MarkAsync(mark, cancellationToken);
        return change;
    }

    private static StepOutcome Judged(ChangeFacts change, string otherwise) => StepOutcome.Judged(
        ChangeFindings.Of(change).Concat(BystanderFindings.Of(change)), otherwise);
}
