using System.Text.Json;
using System.Threading.Channels;
using DddAspire.LoadClient.Runs;
using DddAspire.LoadClient.Wire;

namespace DddAspire.LoadClient.CommandLine;

/// <summary>One run on the command line. Ctrl+C ends the schedule; the audit and the report still come.</summary>
internal static class LoadSession
{
    public static async Task<int> RunAsync(LoadPlan plan, SessionView view, CancellationToken cancellationToken)
    {
        if (plan.Problems() is { Count: > 0 } problems)
        {
            await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, problems));
            return LoadCommandLine.Usage;
        }

        try
        {
            var report = await MeasureAsync(plan, view, cancellationToken);
            await Console.Out.WriteLineAsync(
                view == SessionView.Json ? JsonSerializer.Serialize(report, LoadJson.Default.LoadReport) : ReportText.Of(report));
            return report.Verdict.Kind == VerdictKind.Met ? 0 : 1;
        }
        catch (TargetNotFoundException unknown)
        {
            await Console.Error.WriteLineAsync(unknown.Message);
            return LoadCommandLine.Usage;
        }
    }

    private static async Task<LoadReport> MeasureAsync(LoadPlan plan, SessionView view, CancellationToken cancellationToken)
    {
        var windows = Channel.CreateUnbounded<LoadWindow>();
        using var run = await LoadRun.StartAsync(plan, TimeProvider.System, window => windows.Writer.TryWrite(window), cancellationToken);
        await using var stop = cancellationToken.Register(run.Stop);
        var shown = WindowView.ShowAsync(view, windows.Reader);
        var report = await run.Completion;
        windows.Writer.Complete();
        await shown;
        return report;
    }
}
