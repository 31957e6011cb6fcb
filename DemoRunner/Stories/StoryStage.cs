using DddAspire.DemoRunner.Reports;

namespace DddAspire.DemoRunner.Stories;

/// <summary>Where stories are told, one at a time.</summary>
internal sealed class StoryStage(StoryRunner runner, ReportFolder reports, TimeProvider time) : IHostedService, IDisposable
{
    private readonly Lock gate = new();
    private readonly CancellationTokenSource closing = new();
    private CancellationTokenSource? ending;
    private StepGate? steps;
    private Task running = Task.CompletedTask;

    /// <summary>The story that is told now or was told last; null when there was none.</summary>
    public StoryJournal? Current { get; private set; }

    /// <summary>Begins a story.</summary>
    /// <exception cref="StoryBusyException">Another is being told.</exception>
    public StoryJournal Begin(StoryRequest request)
    {
        lock (gate)
        {
            if (Current is { Progress.End: null } other)
            {
                throw new StoryBusyException(other.Progress);
            }

            var now = time.GetUtcNow();
            var journal = new StoryJournal(new(now, reports.NewId(now), request, StoryScripts.TitlesOf(request)));
            ending?.Dispose();
            ending = CancellationTokenSource.CreateLinkedTokenSource(closing.Token);
            var token = ending.Token;
            var own = steps = new StepGate(journal, time, ending);
            Current = journal;
            running = Task.Run(() => runner.RunAsync(journal, own, token, closing.Token), CancellationToken.None);
            return journal;
        }
    }

    /// <summary>Ends the current story early; it takes back what it pushed and writes its report.</summary>
    /// <returns>Whether there was one to end.</returns>
    public bool Cancel()
    {
        lock (gate)
        {
            if (Current is not { Progress.End: null })
            {
                return false;
            }

            ending?.Cancel();
            return true;
        }
    }

    /// <summary>Lets the step that waits for the presenter begin.</summary>
    /// <param name="step">Its number; null for whichever waits.</param>
    /// <returns>Whether it did wait.</returns>
    public bool Next(int? step)
    {
        lock (gate)
        {
            return steps?.Open(step) ?? false;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await closing.CancelAsync();
        await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        ending?.Dispose();
        closing.Dispose();
    }
}
