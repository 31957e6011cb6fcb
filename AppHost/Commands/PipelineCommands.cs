using DddAspire.AppHost.Runner;

namespace DddAspire.AppHost.Commands;

/// <summary>Commands that are a commit and a push, told when the pipeline has done with it.</summary>
internal static class PipelineCommands
{
    /// <summary>Pushes, waits for the pipeline and says how it went.</summary>
    /// <exception cref="RunnerRefusedException">The change did not get into the cluster.</exception>
    public static async Task<string> PushAsync(RunnerClient runner, string address, object order, ExecuteCommandContext context)
    {
        var commit = await runner.PushAsync(address, order, context.CancellationToken);
        if (commit is null)
        {
            return "Git has that already: nothing was pushed.";
        }

        context.Logger.Said($"pushed {commit[..7]}; waiting for the pipeline");
        var run = await runner.WaitForRunAsync(commit, context.CancellationToken);
        return run.Passed
            ? $"{commit[..7]} is live, {(run.LiveAt - run.PushedAt)?.TotalSeconds:0} s after the push."
            : throw new RunnerRefusedException($"{commit[..7]}: {run.Result}.", run.Reason ?? "");
    }
}
