namespace DddAspire.DemoRunner.Workers;

/// <summary>
/// Background work that ends with the program and not before: whatever an attempt throws is logged, counted and shown, and the
/// next attempt follows after a pause.
/// </summary>
internal abstract class PersistentWorker(WorkerHealth health, TimeProvider time, ILogger logger) : BackgroundService
{
    /// <summary>Its name in logs and on the page.</summary>
    protected abstract string Name { get; }

    /// <summary>The pause after an attempt that failed.</summary>
    protected abstract TimeSpan PauseAfterFailure { get; }

    /// <summary>One attempt: a unit of work, or work without end.</summary>
    protected abstract Task AttemptAsync(CancellationToken cancellationToken);

    /// <summary>Says that work without end is getting on.</summary>
    protected void ReportProgress() => health.Succeeded(Name);

#pragma warning disable CA1031 // This is where whatever nobody foresaw ends.
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await AttemptAsync(stoppingToken);
                health.Succeeded(Name);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                logger.WorkerFailed(Name, exception);
                health.Failed(Name, exception.Message);
                await Task.Delay(PauseAfterFailure, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
#pragma warning restore CA1031
}
