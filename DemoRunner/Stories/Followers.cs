using System.Collections.Immutable;

namespace DddAspire.DemoRunner.Stories;

/// <summary>Writes what happens beside the script into the journal: each second of load, each move of a run.</summary>
internal sealed class Followers : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource end = new();
    private readonly StoryJournal journal;
    private readonly StoryTools tools;
    private readonly ILogger logger;
    private readonly Task all;

    public Followers(StoryJournal journal, StoryTools tools, ILogger logger)
    {
        (this.journal, this.tools, this.logger) = (journal, tools, logger);
        all = Task.WhenAll(FollowLoadAsync(end.Token), FollowRunsAsync(end.Token));
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        end.Dispose();
    }

    // A stream that breaks is opened again: it begins with the last minutes, so that nothing is missing, and what is known is passed over.
    private async Task FollowLoadAsync(CancellationToken cancellationToken)
    {
        var (run, number) = ("", -1L);
        var isLost = false;
        var integration = journal.Progress.Request.Integration;
        while (true)
        {
            try
            {
                await foreach (var window in tools.Load.WindowsAsync(cancellationToken))
                {
                    isLost = false;
                    if (IsOwn(window) && (window.Run != run || window.Number > number))
                    {
                        (run, number) = (window.Run, window.Number);
                        journal.Append(new StoryEvent.LoadSeen(tools.Time.GetUtcNow(), window.ToSecond(integration)));
                    }
                }
            }
            catch (Exception exception) when (exception is LoadClientException or IOException)
            {
                if (!isLost)
                {
                    isLost = true;
                    logger.WindowsLost(exception.Message);
                }
            }

            await Task.Delay(Pause, tools.Time, cancellationToken);
        }
    }

    // The load client first sends the last minutes, which may be another run's.
    private bool IsOwn(LoadWindow window) =>
        journal.Progress.Marks.FirstOrDefault(mark => mark.Name == Callers.LoadStarted) is { } start && window.Start >= start.At;

    private async Task FollowRunsAsync(CancellationToken cancellationToken)
    {
        var known = tools.Runs.List().Select(run => run.Id).ToImmutableHashSet();
        await foreach (var run in tools.Runs.WatchAsync(cancellationToken))
        {
            if (!known.Contains(run.Id))
            {
                journal.Append(new StoryEvent.RunSeen(tools.Time.GetUtcNow(), run));
            }
        }
    }
}
