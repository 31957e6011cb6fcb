using DddAspire.Contracts;
using DddAspire.Contracts.Runner;
using DddAspire.Contracts.Runs;
using DddAspire.DemoEnvironment.Steps;
using Microsoft.Extensions.DependencyInjection;

namespace DddAspire.AppHost.Commands;

/// <summary>Commands that are a commit and a push, told when the pipeline has done with it.</summary>
internal static class PipelineCommands
{
    private static readonly TimeSpan RunLimit = TimeSpan.FromMinutes(6);
    private static readonly TimeSpan RunInterval = TimeSpan.FromSeconds(1);

    /// <summary>Pushes, waits for the pipeline and says how it went.</summary>
    /// <exception cref="RunnerRefusedException">The change did not get into the cluster.</exception>
    public static async Task<string> PushAsync(RunnerClient runner, Func<CancellationToken, Task<PushAccepted>> push, ExecuteCommandContext context)
    {
        if ((await push(context.CancellationToken)).Commit is not { } commit)
        {
            return "Git has that already: nothing was pushed.";
        }

        context.Logger.Said($"pushed {CommitId.Abbreviate(commit)}; waiting for the pipeline");
        RunView? done = null;
        await new Wait($"the pipeline to be done with {CommitId.Abbreviate(commit)}", RunLimit, RunInterval, "see the runner's log and its page").UntilAsync(
            async token =>
            {
                var run = (await runner.RunsAsync(token)).LastOrDefault(run => run.Commit == commit);
                done = run?.Finished is true ? run : null;
                return done is null ? $"the run is {run?.Result.ToString() ?? "not there yet"}" : null;
            },
            context.Services.GetService<TimeProvider>() ?? TimeProvider.System, context.CancellationToken);
        return done!.Result == RunResult.Passed
            ? $"{CommitId.Abbreviate(commit)} is live, {(done.LiveAt - done.PushedAt)?.TotalSeconds:0} s after the push."
            : throw new RunnerRefusedException($"{CommitId.Abbreviate(commit)}: {done.Result}.", done.Reason ?? "");
    }
}
