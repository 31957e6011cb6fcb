using System.Diagnostics;
using DddAspire.DemoEnvironment.Faults;
using DddAspire.DemoEnvironment.State;
using DddAspire.DemoRunner.Kubernetes;
using DddAspire.DemoRunner.Runs;
using DddAspire.DemoRunner.Stories;
using DddAspire.DemoRunner.Telemetry;

namespace DddAspire.DemoRunner.Pipeline;

/// <summary>Brings one commit to the cluster: checkout, plan, images, then each namespace in turn. Safe to begin anew after a crash.</summary>
internal sealed class RunExecutor(
    RunCatalog runs, RunLog log, PipelineAccess access, SourceReader sources, ImageBuilder images, RegistryPatience patience, NamespaceDeployer deployer,
    CommitStatusPublisher statuses, TimeProvider time, ILogger<RunExecutor> logger)
{
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
        // Nobody waits for the first status, but it must not come after the last.
        var pending = statuses.PublishAsync(state, run.Id, run.Commit, CommitState.Pending, "the pipeline is at work", cancellationToken);
        var (result, reason) = await BringLiveAsync(run, state, cancellationToken);
        activity?.SetStatus(result == RunResult.Passed ? ActivityStatusCode.Ok : ActivityStatusCode.Error, reason);
        runs.Append(run.Id, new RunEvent.Ended(time.GetUtcNow(), result, reason));
        log.Write(run.Id, reason is null ? $"run {result}" : $"run {result}: {reason}");
        logger.RunEnded(run.Id, result);
        await pending;
        await statuses.PublishAsync(
            state, run.Id, run.Commit, result == RunResult.Passed ? CommitState.Success : CommitState.Failure, reason ?? "live and checked", cancellationToken);
    }

    private async Task<(RunResult Result, string? Reason)> BringLiveAsync(RunView run, EnvironmentState state, CancellationToken cancellationToken)
    {
        using var cluster = ClusterAccess.Open(state.Cluster.PipelineKubeconfig);
        try
        {
            var all = await CheckOutAsync(run, state, cancellationToken);
            var changed = await PlanAsync(run, cluster, all, cancellationToken);
            var pushed = await BuildAsync(run, state, changed, cancellationToken);
            foreach (var target in Solution.Namespaces)
            {
                await DeployAsync(run, cluster, target, pushed, cancellationToken);
            }

            return (RunResult.Passed, null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            var fault = exception as DemoException;
            log.Write(run.Id, fault is null ? exception.ToString() : $"{fault.Message}\nNext: {fault.Advice}");
            return await TakeBackAsync(run, state, cluster, exception.Message, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<IntegrationSource>> CheckOutAsync(RunView run, EnvironmentState state, CancellationToken cancellationToken)
    {
        using var stage = new StageScope(runs, log, time, run.Id, "checkout");
        var repository = access.Repository(state);
        await repository.FetchAsync(cancellationToken);
        var workspace = access.NewWorkspace(run.Id);
        await repository.ExportAsync(run.Commit, workspace, cancellationToken);
        var folders = await repository.FoldersAsync(run.Commit, cancellationToken);
        var all = await patience.RunAsync(() => sources.ReadAsync(state, workspace, folders, cancellationToken), stage.Say, cancellationToken);
        stage.Say($"{all.Count} integrations at {run.Commit[..8]}");
        stage.Pass();
        return all;
    }

    private async Task<IReadOnlyList<IntegrationSource>> PlanAsync(
        RunView run, ClusterAccess cluster, IReadOnlyList<IntegrationSource> all, CancellationToken cancellationToken)
    {
        using var stage = new StageScope(runs, log, time, run.Id, "plan");
        var deployed = await Task.WhenAll(Solution.Namespaces.Select(target => NamespaceDeployer.ContentHashesAsync(cluster, target, cancellationToken)));
        var plan = ChangePlan.Make(all.ToDictionary(source => source.Name, source => source.ContentHash), deployed);
        runs.Append(run.Id, new RunEvent.Planned(time.GetUtcNow(), plan.Changed, plan.Untouched));
        stage.Say($"changed: {(plan.Changed.IsEmpty ? "nothing" : string.Join(", ", plan.Changed))}; untouched: {string.Join(", ", plan.Untouched)}");
        stage.Pass();
        return [.. all.Where(source => plan.Changed.Contains(source.Name))];
    }

    private async Task<IReadOnlyList<PushedImage>> BuildAsync(
        RunView run, EnvironmentState state, IReadOnlyList<IntegrationSource> changed, CancellationToken cancellationToken)
    {
        using var stage = new StageScope(runs, log, time, run.Id, "build");
        var pushed = await Task.WhenAll(changed.Select(source => patience.RunAsync(
            () => images.EnsureAsync(state, source, run.Commit, line => stage.Say($"{source.Name}: {line}"), cancellationToken), stage.Say, cancellationToken)));
        foreach (var image in pushed)
        {
            stage.Say($"{image.Source.Name} is {image.Reference}{(image.Built ? "" : " (not rebuilt)")}");
        }

        stage.Pass();
        return pushed;
    }

    private async Task DeployAsync(
        RunView run, ClusterAccess cluster, string target, IReadOnlyList<PushedImage> pushed, CancellationToken cancellationToken)
    {
        bool first;
        using (var stage = new StageScope(runs, log, time, run.Id, $"deploy {target}"))
        {
            first = await deployer.DeployAsync(run, cluster, target, pushed, stage.Say, cancellationToken);
            stage.Pass();
        }

        using var check = new StageScope(runs, log, time, run.Id, $"check {target}");
        await deployer.CheckAsync(cluster, target, first, cancellationToken);
        check.Pass();
    }

    private async Task<(RunResult Result, string? Reason)> TakeBackAsync(
        RunView run, EnvironmentState state, ClusterAccess cluster, string cause, CancellationToken cancellationToken)
    {
        if (!runs.History(run.Id).OfType<RunEvent.Replacing>().Any())
        {
            return (RunResult.Failed, cause);
        }

        try
        {
            using var stage = new StageScope(runs, log, time, run.Id, "roll back");
            var complete = await deployer.TakeBackAsync(run, cluster, access.Repository(state), stage.Say, cancellationToken);
            stage.Pass();
            return complete ? (RunResult.RolledBack, cause) : (RunResult.Failed, $"{cause}\nThere was no earlier version to go back to.");
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            log.Write(run.Id, exception.ToString());
            return (RunResult.Failed, $"{cause}\nGoing back failed as well: {exception.Message}");
        }
    }
}
