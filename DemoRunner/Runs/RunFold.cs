using System.Collections.Immutable;

namespace DddAspire.DemoRunner.Runs;

/// <summary>A run as its journal tells it. An order of events that cannot be is a programmer's error.</summary>
internal static class RunFold
{
    public static RunView Apply(string id, RunView? run, RunEvent entry) => (run, entry) switch
    {
        (null, RunEvent.Queued queued) => new RunView(
            id, queued.Commit, queued.Trigger, RunResult.Queued, queued.At, null, [], [], [], null, queued.TraceParent),
        ({ Result: RunResult.Queued }, RunEvent.Started) => run with { Result = RunResult.Running },
        ({ Result: RunResult.Running }, RunEvent.Started started) => run with { Stages = CloseOpenStage(run.Stages, started.At) },
        ({ Result: RunResult.Running }, RunEvent.StageStarted stage) =>
            run with { Stages = run.Stages.Add(new StageView(stage.Stage, stage.At, null, "running")) },
        ({ Result: RunResult.Running }, RunEvent.StageEnded stage) => run with { Stages = End(run.Stages, stage) },
        ({ Result: RunResult.Running }, RunEvent.Planned planned) =>
            run with { RolledOut = planned.Changed, Untouched = planned.Untouched },
        ({ Result: RunResult.Running }, RunEvent.Replacing) => run,
        ({ Finished: false }, RunEvent.Ended ended) => run with
        {
            Result = ended.Result,
            Reason = ended.Reason,
            EnvironmentFault = ended.EnvironmentFault,
            LiveAt = ended.Result == RunResult.Passed ? ended.At : null,
            Stages = CloseOpenStage(run.Stages, ended.At),
        },
        _ => throw new InvalidOperationException($"run {id}: {entry.GetType().Name} cannot follow {run?.Result.ToString() ?? "nothing"}"),
    };

    private static ImmutableArray<StageView> End(ImmutableArray<StageView> stages, RunEvent.StageEnded ended)
    {
        var index = -1;
        for (var i = 0; i < stages.Length; i++)
        {
            index = stages[i].Name == ended.Stage && stages[i].DurationMs is null ? i : index;
        }

        return index < 0
            ? throw new InvalidOperationException($"stage {ended.Stage} ended but never started")
            : stages.SetItem(index, stages[index] with
            {
                DurationMs = ended.DurationMs ?? (ended.At - stages[index].StartedAt).TotalMilliseconds,
                Result = ended.Passed ? "passed" : "failed",
            });
    }

    private static ImmutableArray<StageView> CloseOpenStage(ImmutableArray<StageView> stages, DateTimeOffset at) =>
    [
        .. stages.Select(stage => stage.DurationMs is null
            ? stage with { DurationMs = (at - stage.StartedAt).TotalMilliseconds, Result = "failed" }
            : stage),
    ];
}
