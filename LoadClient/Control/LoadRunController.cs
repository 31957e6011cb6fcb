using DddAspire.LoadClient.Runs;
using DddAspire.LoadClient.Wire;

namespace DddAspire.LoadClient.Control;

/// <summary>The one run at a time of this process.</summary>
internal sealed class LoadRunController(TimeProvider time, WindowStream windows, ILogger<LoadRunController> logger) : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1);
    private volatile LoadRun? _run;

    public LoadRun? Run => _run;

    public LoadStatus Status => _run?.Status ?? LoadStatus.Idle;

    /// <summary>The new run's id, or null when one is under way.</summary>
    /// <exception cref="TargetNotFoundException">The url's host has no address.</exception>
    public async Task<string?> StartAsync(LoadPlan plan, CancellationToken cancellationToken)
    {
        await _starting.WaitAsync(cancellationToken);
        try
        {
            if (_run is { Completion.IsCompleted: false })
            {
                return null;
            }

            var run = await LoadRun.StartAsync(plan, time, windows.Publish, cancellationToken);
            _run?.Dispose();
            _run = run;
            _ = run.Completion.ContinueWith(
                ended => logger.RunBroke(ended.Exception!, run.Id),
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted,
                TaskScheduler.Default);
            return run.Id;
        }
        finally
        {
            _starting.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_run is { } run)
        {
            run.BreakOff();
            await ((Task)run.Completion).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            run.Dispose();
        }

        _starting.Dispose();
    }
}
