using System.Text.Json;
using DddAspire.AppHost.Runner;

namespace DddAspire.AppHost.Commands;

/// <summary>The commands of the load.</summary>
internal static class LoadCommands
{
    private const string Rate = "rate";

    /// <summary>Adds them.</summary>
    public static IResourceBuilder<ProjectResource> WithLoadCommands(this IResourceBuilder<ProjectResource> load, DemoSettings settings) => load
        .WithRunnerCommand("start-load", "Start the load", StartAsync, new CommandOptions
        {
            IconName = "Play",
            IsHighlighted = true,
            Arguments = [CommandInputs.Number(Rate, "Calls a second", settings.Rate)],
        })
        .WithRunnerCommand("change-rate", "Change the rate", ChangeAsync, new CommandOptions
        {
            IconName = "TopSpeed",
            Arguments = [CommandInputs.Number(Rate, "Calls a second", settings.Rate)],
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
        await runner.LoadAsync("start", new { rate }, context.CancellationToken);
        return $"{rate} calls a second are on their way.";
    }

    private static async Task<string> ChangeAsync(RunnerClient runner, ExecuteCommandContext context)
    {
        var rate = context.Arguments.GetDouble(Rate);
        await runner.LoadAsync("rate", new { rate }, context.CancellationToken);
        return $"From now on {rate} calls a second.";
    }

    private static async Task<string> StopAsync(RunnerClient runner, ExecuteCommandContext context)
    {
        var report = await runner.LoadAsync("stop", new { }, context.CancellationToken);
        return Summary(report);
    }

    private static string Summary(JsonElement report) =>
        report.TryGetProperty("load", out var load) && report.TryGetProperty("audit", out var audit)
            ? $"{load.GetProperty("succeeded")} of {load.GetProperty("scheduled")} calls succeeded, {load.GetProperty("failed")} failed; "
                + $"{audit.GetProperty("missing")} quotes missing, {audit.GetProperty("duplicated")} doubled."
            : "The load has stopped.";
}
