using System.Collections.Immutable;
using DddAspire.DemoEnvironment.State;

namespace DddAspire.DemoRunner.Stories;

/// <summary>The story of several versions being told: moves of several integrations, each by a commit of its own, and one way back for all.</summary>
internal sealed class SeveralVersionsExecution(StoryTools tools, StoryJournal journal, EnvironmentState environment, UserClone clone, StepScope steps) : IStoryExecution
{
    private const int FirstMove = 3;
    private const int Together = 6;

    private readonly StoryRequest request = journal.Progress.Request;
    private readonly SeveralVersionsScript script = SeveralVersionsScript.Of(journal.Progress.Request.Integration);
    private readonly SolutionCheck solution = new(tools);
    private readonly Callers callers = new(tools, journal);
    private readonly ChangeDelivery delivery = new(tools, clone);
    private readonly WayBack wayBack = new(
        tools, journal, clone, steps, string.Join(", ", SeveralVersionsScript.Of(journal.Progress.Request.Integration).Integrations));
    private readonly List<ChangeFacts> changes = [];
    private readonly List<VersionSet> sets = [];
    private readonly Stack<string> pushed = new();

    private IReadOnlyDictionary<string, string> startTrees = ImmutableDictionary<string, string>.Empty;
    private SampleQuote? quote;
    private bool isBackInGit;

    private Uri Api => environment.Cluster.ApiUrls[request.Namespace];

    private VersionSet Start => sets[0];

    /// <inheritdoc/>
    public async Task<StoryFacts> RunAsync(CancellationToken cancellationToken, CancellationToken closing)
    {
        _ = await steps.RunAsync(1, SolutionRunsAsync, cancellationToken)
            && await steps.RunAsync(2, token => callers.StartAsync(Api, request.Integration, request.Rate, token), cancellationToken)
            && await MovesAsync(cancellationToken);
        if (pushed.Count > 0)
        {
            // Whatever failed or was stopped after the first push: git goes back to where the story began.
            await steps.RunAsync(script.Titles.Length, AllBackAsync, closing);
            if (!isBackInGit)
            {
                await wayBack.PutBackAsync([.. pushed], "what git held before", closing);
            }
        }

        await steps.AfterwardsAsync("Load stopped and quotes read back", callers.StopAsync, closing);
        return new(journal.Progress.Subject ?? new(request.Integration, request.Namespace, new("?", "?"), new("?", "?")),
            script.Changes, [.. changes], callers.Seen, [.. steps.StepFailures])
        {
            Start = sets.Count > 0 ? Start : null,
        };
    }

    private async Task<bool> MovesAsync(CancellationToken cancellationToken)
    {
        var step = FirstMove;
        foreach (var (index, move) in script.Moves.Index())
        {
            if ((step == Together && !await steps.RunAsync(step++, ServeTogetherAsync, cancellationToken))
                || !await steps.RunAsync(step++, token => MovedAsync(index, move, token), cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<StepOutcome> SolutionRunsAsync(CancellationToken cancellationToken)
    {
        if (await InterruptedStory.PutBackAsync(clone, (await clone.TreesAsync(cancellationToken)).Keys, cancellationToken) is { } putBack)
        {
            journal.Append(new StoryEvent.Noted(tools.Time.GetUtcNow(), putBack));
        }

        startTrees = await clone.TreesAsync(cancellationToken);
        await solution.DeployedAsync(startTrees, script.Integrations, cancellationToken);
        quote = await solution.AnswersAsync(Api, cancellationToken);
        // What can't be edited, and a mix that would be none, is refused here, before anybody waits for anything.
        await PlanAsync(new VersionSet(quote.ServedBy), cancellationToken);
        journal.Append(new StoryEvent.SubjectKnown(
            tools.Time.GetUtcNow(), new(request.Integration, request.Namespace, Start.Versions[request.Integration], sets[^1].Versions[request.Integration])));
        return StepOutcome.Expected($"{startTrees.Count} integrations in {Solution.Namespaces.Length} namespaces; {Api} is served by {Start}.");
    }

    private async Task PlanAsync(VersionSet start, CancellationToken cancellationToken)
    {
        var folders = new Dictionary<string, IntegrationFolder>();
        sets.Add(start);
        foreach (var move in script.Moves)
        {
            var folder = folders.GetValueOrDefault(move.Integration) ?? await clone.ReadAsync(move.Integration, cancellationToken);
            var edit = move.Edit(folder);
            folders[move.Integration] = folder with { Files = await EditedAsync(folder, edit, cancellationToken) };
            var before = sets[^1].Versions.GetValueOrDefault(move.Integration) ?? throw NotServing(move.Integration, start);
            sets.Add(sets[^1].With([new(move.Integration, edit.After(before))]));
        }

        if (sets.TakeLast(2).FirstOrDefault(set => set.FixPacks < VersionSetFindings.FixPacks) is { } poor)
        {
            throw new StoryRefusedException(
                $"From what git has, the story would end with {poor.FixPacks} fix packs at once, not {VersionSetFindings.FixPacks}: {poor}.",
                "curl -X POST http://127.0.0.1:5050/reset   # puts git back to what it held at first");
        }
    }

    private static StoryRefusedException NotServing(string integration, VersionSet start) =>
        new($"No answer names a version of {integration}; they name {start}.", "./demo status");

    private async Task<IntegrationFiles> EditedAsync(IntegrationFolder folder, IntegrationEdit edit, CancellationToken cancellationToken) =>
        edit.Apply(folder, await FixPackDigest.FindAsync(tools.Registry, environment.Registry.Address, folder, edit.WantedFixPack, cancellationToken));

    private async Task<StepOutcome> MovedAsync(int index, VersionMove move, CancellationToken cancellationToken)
    {
        var folder = await clone.ReadAsync(move.Integration, cancellationToken);
        var edit = move.Edit(folder);
        var version = sets[index + 1].Versions[move.Integration];
        var files = await EditedAsync(folder, edit, cancellationToken);
        var plan = PlannedChange.Of(move.Title, ExpectedEffect.Deployed, move.Integration, version);
        var change = await delivery.PushAsync(plan, files, edit.Message(move.Integration), journal.Progress.Id, cancellationToken);
        pushed.Push(change.Commit);
        await callers.MarkAsync(index == 0 ? Callers.ChangePushed : $"{move.Integration}-pushed", cancellationToken);
        var judged = await EndedAsync(change, cancellationToken);
        var seen = await callers.SwitchedToAsync(move.Integration, version, cancellationToken);
        if (!judged.AsExpected || !seen.AsExpected)
        {
            return judged.AsExpected ? seen : judged;
        }

        quote = edit is IntegrationEdit.Bar ? quote!.WithNewBarOf(move.Integration) : quote;
        return index == script.Moves.Length - 1
            ? await ServedByAsync(sets[^1], cancellationToken)
            : StepOutcome.Expected($"{judged.Detail}; {seen.Detail}.");
    }

    private Task<StepOutcome> ServeTogetherAsync(CancellationToken cancellationToken) => ServedByAsync(sets[^2], cancellationToken);

    private async Task<StepOutcome> ServedByAsync(VersionSet set, CancellationToken cancellationToken)
    {
        var answer = await solution.AnswersAsync(Api, cancellationToken);
        if (!set.Is(answer.ServedBy) || !answer.SameBodyAs(quote!))
        {
            throw new ExpectationException(
                $"The API answers {answer.Body}, served by {new VersionSet(answer.ServedBy)}, where {quote!.Body} and {set} was expected.", $"curl -i {Api}drivewayrepair/quote");
        }

        return await callers.GoOnAsync($"one answer is served by {set}: {set.FixPacks} fix packs; it says {answer.Body}", cancellationToken);
    }

    private async Task<StepOutcome> AllBackAsync(CancellationToken cancellationToken)
    {
        await wayBack.LastRunEndedAsync(pushed.Peek(), cancellationToken);
        var moved = script.Moves.Take(pushed.Count).Select(move => move.Integration).Distinct().ToList();
        var plan = new PlannedChange(
            "rollback", ExpectedEffect.Deployed, moved.ToImmutableSortedDictionary(name => name, name => Start.Versions[name], StringComparer.Ordinal));
        var change = await delivery.RevertAsync(plan, [.. pushed], $"Put {string.Join(", ", moved)} back to what they ran before", cancellationToken);
        isBackInGit = true;
        await callers.MarkAsync(Callers.WayBackPushed, cancellationToken);
        var judged = await EndedAsync(change, cancellationToken);
        var switched = await Task.WhenAll(moved.Select(name => callers.SwitchedToAsync(name, Start.Versions[name], cancellationToken)));
        if (!judged.AsExpected || switched.FirstOrDefault(seen => !seen.AsExpected) is not null)
        {
            return judged.AsExpected ? switched.First(seen => !seen.AsExpected) : judged;
        }

        await callers.MarkAsync("rollback-live", cancellationToken);
        return await callers.GoOnAsync($"{judged.Detail}; {await ComparedAsync(moved, cancellationToken)}", cancellationToken);
    }

    /// <summary>Follows a change to its end.</summary>
    private async Task<StepOutcome> EndedAsync(PushedChange change, CancellationToken cancellationToken)
    {
        var run = await delivery.RunAsync(change, cancellationToken);
        var ended = await delivery.EndAsync(change, cancellationToken);
        changes.Add(ended);
        return StepOutcome.Judged(
            ChangeFindings.Of(ended).Concat(BystanderFindings.Of(ended)),
            $"Commit {change.ShortCommit}, run {run.Id} passed; rolled out: {string.Join(", ", ended.Run!.RolledOut)}; all others kept their pods");
    }

    // Somebody else's work in the same folder stays, and then they are not the same.
    private async Task<string> ComparedAsync(IReadOnlyCollection<string> moved, CancellationToken cancellationToken)
    {
        var now = await clone.TreesAsync(cancellationToken);
        var others = moved.Where(name => now.GetValueOrDefault(name) != startTrees.GetValueOrDefault(name)).ToList();
        return others.Count == 0
            ? "git holds byte for byte what it held at the start"
            : $"somebody else changed {string.Join(", ", others)} in git meanwhile, which stays";
    }
}
