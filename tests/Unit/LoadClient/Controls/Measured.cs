using System.Collections.Concurrent;
using DddAspire.LoadClient.Runs;

namespace DddAspire.Unit.LoadClient.Controls;

/// <summary>A short real run against a control.</summary>
internal sealed record Measured(LoadReport Report, IReadOnlyList<LoadWindow> Windows)
{
    public static LoadPlan Plan(string url) => new(url, Rate: 100, DurationSeconds: 1);

    public static async Task<Measured> RunAsync(LoadPlan plan)
    {
        var windows = new ConcurrentQueue<LoadWindow>();
        using var run = await LoadRun.StartAsync(plan, TimeProvider.System, windows.Enqueue, CancellationToken.None);
        var report = await run.Completion;
        return new Measured(report, [.. windows]);
    }
}
