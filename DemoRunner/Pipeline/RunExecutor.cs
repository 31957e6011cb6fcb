using System.Collections.Concurrent;
using System.Diagnostics;
using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.Distribution;
using DddAspire.DemoEnvironment.Kubernetes;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.State;
using DddAspire.DemoRunner.Environments;
using DddAspire.DemoRunner.Runs;
using DddAspire.DemoRunner.Telemetry;

namespace DddAspire.DemoRunner.Pipeline;

/// <summary>Brings git's head to the cluster: checkout, plan, images, then each namespace in turn. Safe to begin anew after a crash.</summary>
internal sealed class RunExecutor(
    RunCatalog runs, RunLog log, PipelineAccess access, SourceReader sources, ImageBuilder images, DependencyRetry retry, NamespaceDeployer deployer,
    CommitStatusPublisher statuses, EnvironmentOptions options, TimeProvider time, ILogger<RunExecutor> logger)
{
    private const int ImagesKept = 12;
    private const int RunsBetweenRemovals = 8;

    public async Task ExecuteAsync(RunView run, CancellationToken cancellationToken)
    {
        if (!runs.TryStart(run.Id))
        {
            return;
        }

        using var activity = RunnerTelemetry.Activities.StartActivity($"run {run.Id}", ActivityKind.Consumer, run.TraceParent);
        activity?.SetTag("vcs.ref.head.revision", run.Commit);
        logger.RunStarted(run.Id, run.Commit);
        var state = await access.WaitForStateAsync(cancellationToken);
        var end = await BringLiveAsync(run, state, cancellationToken);
        access.RemoveWorkspace(run.Id);
        activity?.SetStatus(end.Result == RunResult.Passed ? ActivityStatusCode.Ok : ActivityStatusCode.Error, end.Reason);
        if (end.Result != RunResult.Superseded)
        {
            // Before the run counts as ended: whoever waits for its end reads the commit's status next.
            await statuses.PublishAsync(
                state, run.Id, run.Commit, end.Result == RunResult.Passed ? CommitState.Success : CommitState.Failure, Description(end), cancellationToken);
        }

        runs.Append(run.Id, end);
        log.Write(run.Id, end.Reason is null ? $"run {end.Result}" : $"run {end.Result}: {end.Reason}");
        log.KeepNewest(2 * RunCatalog.MostKept);
        logger.RunEnded(run.Id, end.Result);
    }

    private static string Description(RunEvent.Ended end) =>
        end.Result != RunResult.Passed ? end.Reason! : end.Reason is null ? "live and checked" : $"live and checked; {end.Reason.ReplaceLineEndings("; ")}";

    /// <summary>Removes the engine's copies of images that earlier runs built.</summary>
    public async Task RemoveOldImagesAsync(CancellationToken cancellationToken)
    {
        if (runs.List().Count % RunsBetweenRemovals == 0 && access.TryGetState() is { } state)
        {
            await RunImages.RemoveAsync(options.Engine, state.Registry.Address, ImagesKept, cancellationToken);
        }
    }

    private async Task<RunEvent.Ended> BringLiveAsync(RunView run, EnvironmentState state, CancellationToken cancellationToken)
    {
        using var cluster = ClusterAccess.Open(state.Cluster.PipelineKubeconfig, time);
        try
        {
            if (await FetchAsync(run, state, cancellationToken) is var head && head != run.Commit)
            {
                return GiveWay(run, head);
            }

            // Nobody waits for the first status, but it must not come after the last.
            var pending = statuses.PublishAsync(state, run.Id, run.Commit, CommitState.Pending, "the pipeline is at work", cancellationToken);
            try
            {
                var (result, reason) = await DeployEverywhereAsync(run, state, cluster, cancellationToken);
                return Ended(result, reason);
            }
            finally
            {
                await pending;
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            log.Write(run.Id, exception is DemoException fault ? Advice.Of(fault, options) : exception.ToString());
            return await TakeBackAsync(run, state, cluster, exception, cancellationToken);
        }
    }

    private async Task<(RunResult Result, string? Reason)> DeployEverywhereAsync(RunView run, EnvironmentState state, ClusterAccess cluster, CancellationToken cancellationToken)
    {
        var all = await CheckOutAsync(run, state, cancellationToken);
        var outcome = new RunOutcome(all.Faults);
        var changed = await PlanAsync(run, cluster, all, outcome, cancellationToken);
        var pushed = await VerifyAsync(run, cluster, await BuildAsync(run, state, changed, outcome, cancellationToken), outcome, cancellationToken);
        foreach (var target in Solution.Namespaces.Where(_ => pushed.Count > 0 || outcome.IsClean))
        {
            pushed = await DeployAsync(run, state, cluster, target, pushed, outcome, cancellationToken);
        }

        return outcome.Result();
    }

    /// <summary>What git says now: an event is a hint, however it was signed, and may be old.</summary>
    private async Task<string> FetchAsync(RunView run, EnvironmentState state, CancellationToken cancellationToken)
    {
        using var stage = new StageScope(runs, log, time, run.Id, "fetch");
        var head = await retry.WithGitAsync(() => access.Repository(state).FetchAsync(cancellationToken), stage.Say, cancellationToken);
        stage.Pass();
        return head;
    }

    private RunEvent.Ended GiveWay(RunView run, string head)
    {
        var end = Ended(RunResult.Superseded, $"git's head is {CommitId.Abbreviate(head)}, not {CommitId.Abbreviate(run.Commit)}: nothing else is rolled out");
        if (runs.NewestOfBranch(but: run.Id)?.Commit != head)
        {
            var next = runs.Accept(head, run.Trigger, $"head-after-{run.Id}", run.TraceParent);
            log.Write(run.Id, $"run {next.Id} brings git's head live");
        }

        return end;
    }

    private async Task<SourceSet> CheckOutAsync(RunView run, EnvironmentState state, CancellationToken cancellationToken)
    {
        using var stage = new StageScope(runs, log, time, run.Id, "checkout");
        var repository = access.Repository(state);
        var workspace = access.NewWorkspace(run.Id);
        await repository.ExportAsync(run.Commit, workspace, cancellationToken);
        var folders = await repository.FoldersAsync(run.Commit, cancellationToken);
        var all = await retry.WithRegistryAsync(state.Registry.Address, () => sources.ReadAsync(state, workspace, folders, cancellationToken), stage.Say, cancellationToken);
        stage.Say($"{all.Integrations.Count + all.Faults.Count} integrations at {CommitId.Abbreviate(run.Commit)}");
        stage.SayFaults(all.Faults, options);
        stage.PassIf(all.Faults.Count == 0);
        return all;
    }

    private async Task<IReadOnlyList<IntegrationSource>> PlanAsync(
        RunView run, ClusterAccess cluster, SourceSet all, RunOutcome outcome, CancellationToken cancellationToken)
    {
        using var stage = new StageScope(runs, log, time, run.Id, "plan");
        var deployed = await Task.WhenAll(Solution.Namespaces.Select(target => NamespaceDeployer.ContentHashesAsync(cluster, target, cancellationToken)));
        var plan = ChangePlan.Make(all.Integrations.ToDictionary(source => source.Name, source => source.ContentHash), all.Faults.Keys, deployed);
        runs.Append(run.Id, new RunEvent.Planned(time.GetUtcNow(), plan.Changed, plan.Untouched));
        stage.Say($"changed: {(plan.Changed.IsEmpty ? "nothing" : string.Join(", ", plan.Changed))}; untouched: {string.Join(", ", plan.Untouched)}");
        foreach (var drift in (await Task.WhenAll(Solution.Namespaces.Select(target => NamespaceDeployer.DriftsAsync(cluster, target, cancellationToken)))).SelectMany(found => found))
        {
            stage.Say($"{drift}; it is put back to what git says");
            outcome.Note($"{drift}: put back");
        }

        foreach (var left in plan.Removed)
        {
            stage.Say($"{left} is no longer in git and goes on running: kubectl delete deployment {left} --namespace NAMESPACE removes it");
            outcome.Note($"{left} is no longer in git and goes on running");
        }

        stage.Pass();
        return [.. all.Integrations.Where(source => plan.Changed.Contains(source.Name))];
    }

    private async Task<IReadOnlyList<PushedImage>> BuildAsync(
        RunView run, EnvironmentState state, IReadOnlyList<IntegrationSource> changed, RunOutcome outcome, CancellationToken cancellationToken)
    {
        using var stage = new StageScope(runs, log, time, run.Id, "build");
        var faults = new ConcurrentDictionary<string, DemoException>();
        var pushed = await Task.WhenAll(changed.Select(async source =>
        {
            try
            {
                return await retry.WithRegistryAsync(
                    state.Registry.Address,
                    () => images.EnsureAsync(state, source, run.Commit, line => stage.Say($"{source.Name}: {line}"), cancellationToken), stage.Say, cancellationToken);
            }
            catch (DemoException fault) when (!RunFaults.IsOfTheEnvironment(fault))
            {
                faults[source.Name] = fault;
                return null;
            }
        }));
        foreach (var image in pushed.OfType<PushedImage>())
        {
            stage.Say($"{image.Source.Name} is {image.Reference}{(image.Built ? "" : " (not rebuilt)")}");
        }

        outcome.Add(faults);
        stage.SayFaults(faults, options);
        stage.PassIf(faults.IsEmpty);
        return [.. pushed.OfType<PushedImage>()];
    }

    // What the cluster would refuse is known before anything of the change is applied.
    private async Task<IReadOnlyList<PushedImage>> VerifyAsync(
        RunView run, ClusterAccess cluster, IReadOnlyList<PushedImage> pushed, RunOutcome outcome, CancellationToken cancellationToken)
    {
        if (pushed.Count == 0)
        {
            return pushed;
        }

        using var stage = new StageScope(runs, log, time, run.Id, "verify");
        foreach (var target in Solution.Namespaces)
        {
            var faults = await NamespaceDeployer.VerifyAsync(run, cluster, target, pushed, cancellationToken);
            outcome.Add(faults);
            stage.SayFaults(faults, options);
            pushed = [.. pushed.Where(image => !faults.ContainsKey(image.Source.Name))];
        }

        stage.PassIf(outcome.IsClean);
        return pushed;
    }

    private async Task<IReadOnlyList<PushedImage>> DeployAsync(
        RunView run, EnvironmentState state, ClusterAccess cluster, string target, IReadOnlyList<PushedImage> pushed, RunOutcome outcome, CancellationToken cancellationToken)
    {
        DeployOutcome deployed;
        using (var stage = new StageScope(runs, log, time, run.Id, $"deploy {target}"))
        {
            deployed = await deployer.DeployAsync(run, cluster, target, pushed, stage.Say, cancellationToken);
            stage.PassIf(deployed.Faults.Count == 0);
        }

        if (deployed.Faults.Count > 0)
        {
            using var back = new StageScope(runs, log, time, run.Id, "roll back");
            var complete = await deployer.TakeBackAsync(run, cluster, access.Repository(state), [.. deployed.Faults.Keys], back.Say, cancellationToken);
            outcome.AddRolledBack(deployed.Faults, complete);
            back.Pass();
        }

        using var check = new StageScope(runs, log, time, run.Id, $"check {target}");
        await deployer.CheckAsync(cluster, target, deployed.First, cancellationToken);
        check.Pass();
        return [.. pushed.Where(image => !deployed.Faults.ContainsKey(image.Source.Name))];
    }

    private async Task<RunEvent.Ended> TakeBackAsync(
        RunView run, EnvironmentState state, ClusterAccess cluster, Exception cause, CancellationToken cancellationToken)
    {
        var environmentFault = RunFaults.IsOfTheEnvironment(cause);
        if (!runs.History(run.Id).OfType<RunEvent.Replacing>().Any())
        {
            return Ended(RunResult.Failed, cause.Message, environmentFault);
        }

        try
        {
            using var stage = new StageScope(runs, log, time, run.Id, "roll back");
            var complete = await deployer.TakeBackAsync(run, cluster, access.Repository(state), null, stage.Say, cancellationToken);
            stage.Pass();
            return complete
                ? Ended(RunResult.RolledBack, cause.Message, environmentFault)
                : Ended(RunResult.Failed, $"{cause.Message}\nThere was no earlier version to go back to.", environmentFault);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            log.Write(run.Id, exception.ToString());
            return Ended(RunResult.Failed, $"{cause.Message}\nGoing back failed as well: {exception.Message}", environmentFault || RunFaults.IsOfTheEnvironment(exception));
        }
    }

    private RunEvent.Ended Ended(RunResult result, string? reason, bool environmentFault = false) =>
        new(time.GetUtcNow(), result, reason) { EnvironmentFault = environmentFault };
}
