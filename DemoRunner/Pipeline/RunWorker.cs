using DddAspire.DemoRunner.Runs;

namespace DddAspire.DemoRunner.Pipeline;

/// <summary>Executes runs, one at a time.</summary>
internal sealed class RunWorker(RunCatalog runs, RunExecutor executor, TimeProvider time, ILogger<RunWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await runs.WaitForWorkAsync(stoppingToken);
            while (runs.Next() is { } run)
            {
                await ExecuteOneAsync(run, stoppingToken);
            }
        }
    }

    // The worker outlives whatever happens to a run; a run that it could not even end is ended here.
    private async Task ExecuteOneAsync(RunView run, CancellationToken stoppingToken)
    {
        try
        {
            await executor.ExecuteAsync(run, stoppingToken);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            logger.RunBroke(run.Id, exception);
            if (runs.Find(run.Id) is { Finished: false })
            {
                runs.Append(run.Id, new RunEvent.Ended(time.GetUtcNow(), RunResult.Failed, exception.Message));
            }
        }
    }
}
