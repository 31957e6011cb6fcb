using DddAspire.Contracts.Runner;

namespace DddAspire.AppHost.Commands;

/// <summary>The commands of the load.</summary>
internal static class LoadCommands
{
    private const string Rate = "rate";

    /// <summary>Adds them.</summary>
    public static IResourceBuilder<ProjectResource> WithLoadCommands(this IResourceBuilder<ProjectResource> load) => load
        .WithRunnerCommand("start-load", "Start the load", StartAsync, new CommandOptions
        {
            IconName = "Play",
            IsHighlighted = true,
            Arguments = [CommandInputs.Number(Rate, "Calls a second", load.ApplicationBuilder.DemoSettings.Rate)],
        })
        .WithRunnerCommand("change-rate", "Change the rate", ChangeAsync, new CommandOptions
        {
            IconName = "TopSpeed",
            Arguments = [CommandInputs.Number(Rate, "Calls a second", load.ApplicationBuilder.DemoSettings.Rate)],
        })
        .WithRunnerCommand("stop-load", "Stop the load and count", StopAsync, new CommandOptions
        {
            Description = "Stops the calls and looks every acknowledged quote up in the database.",
            IconName = "RecordStop",
            Progress = new CommandProgressOptions { Message = "Every acknowledged quote is being looked up." },
        });

    private static async Task<string> StartAsync(RunnerClient runner, ExecuteCommandContext context)
    {
        var rate = context.Arguments.GetDouble(Rate);
        await runner.StartLoadAsync(new LoadRequest(rate, null), context.CancellationToken);
        return $"{rate} calls a second are on their way.";
    }

    private static async Task<string> ChangeAsync(RunnerClient runner, ExecuteCommandContext context)
    {
        var rate = context.Arguments.GetDouble(Rate);
        await runner.ChangeLoadRateAsync(rate, context.CancellationToken);
        return $"From now on {rate} calls a second.";
    }

    private static async Task<string> StopAsync(RunnerClient runner, ExecuteCommandContext context)
    {
        var report = await runner.StopLoadAsync(context.CancellationToken);
        return $"{report.Load.Succeeded} of {report.Load.Scheduled} calls succeeded, {report.Load.Failed} failed; "
            + $"{report.Audit.Missing} quotes missing, {report.Audit.Duplicated} doubled.";
    }
}
