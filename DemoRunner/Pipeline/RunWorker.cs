using DddAspire.DemoRunner.Runs;
using DddAspire.DemoRunner.Workers;

namespace DddAspire.DemoRunner.Pipeline;

/// <summary>Executes runs, one at a time.</summary>
internal sealed class RunWorker(RunCatalog runs, RunExecutor executor, WorkerHealth health, TimeProvider time, ILogger<RunWorker> logger)
    : PersistentWorker(health, time, logger)
{
    private readonly TimeProvider time = time;

    protected override string Name => "the pipeline";

    protected override TimeSpan PauseAfterFailure => TimeSpan.FromSeconds(2);

    // The queue first, then the wait: what an attempt that failed had taken from the queue is still there.
    protected override async Task AttemptAsync(CancellationToken cancellationToken)
    {
        while (runs.Next() is { } run)
        {
            await ExecuteOneAsync(run, cancellationToken);
        }

        ReportProgress();
        await runs.WaitForWorkAsync(cancellationToken);
    }

#pragma warning disable CA1031 // The worker outlives whatever happens to a run; a run that could not even end is ended here.
    private async Task ExecuteOneAsync(RunView run, CancellationToken cancellationToken)
    {
        try
        {
            await executor.ExecuteAsync(run, cancellationToken);
            await executor.RemoveOldImagesAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            logger.RunBroke(run.Id, exception);
            if (runs.Find(run.Id) is { Finished: false })
            {
                runs.Append(run.Id, new RunEvent.Ended(time.GetUtcNow(), RunResult.Failed, exception.Message) { EnvironmentFault = true });
            }
        }
    }
#pragma warning restore CA1031
}
