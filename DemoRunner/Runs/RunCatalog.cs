using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace DddAspire.DemoRunner.Runs;

/// <summary>All runs as they stand: a fold of the journal, changed only by appending to it.</summary>
internal sealed class RunCatalog
{
    /// <summary>As many runs as are kept when the oldest are forgotten, which is when there are twice as many.</summary>
    public const int MostKept = 100;

    private readonly Lock gate = new();
    private readonly RunJournal journal;
    private readonly TimeProvider time;
    private readonly ILogger<RunCatalog> logger;
    private readonly List<Channel<RunView>> watchers = [];
    private readonly Dictionary<string, ImmutableArray<RunEvent>> histories = [];
    private readonly Channel<bool> work = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private ImmutableArray<RunView> runs = [];

    public RunCatalog(RunJournal journal, TimeProvider time, ILogger<RunCatalog> logger)
    {
        this.journal = journal;
        this.time = time;
        this.logger = logger;
        foreach (var (run, entry) in journal.ReadAll(logger.EntryPassedOver))
        {
            Recover(run, entry);
        }

        work.Writer.TryWrite(true);
    }

    /// <summary>All runs, oldest first.</summary>
    public IReadOnlyList<RunView> List() => runs;

    /// <summary>The last run that was asked for; null before the first.</summary>
    public RunView? Newest() => runs.LastOrDefault();

    /// <summary>The last run that was not given up for another one: what the branch was last brought to, or is being brought to. Null before the first.</summary>
    /// <param name="but">A run that does not count.</param>
    public RunView? NewestOfBranch(string? but = null) => runs.LastOrDefault(run => run.Result != RunResult.Superseded && run.Id != but);

    /// <summary>The run of that id; null when there is none.</summary>
    public RunView? Find(string id) => runs.FirstOrDefault(run => run.Id == id);

    /// <summary>The journal of a run.</summary>
    public ImmutableArray<RunEvent> History(string id)
    {
        lock (gate)
        {
            return histories.GetValueOrDefault(id, []);
        }
    }

    /// <summary>Stores a run for a commit, or finds the one that this delivery or this newest commit already has. Older queued runs give way.</summary>
    public RunView Accept(string commit, RunTrigger trigger, string delivery, string? traceParent)
    {
        lock (gate)
        {
            if (journal.RunOfDelivery(delivery) is { } known && Find(known) is { } same)
            {
                return same;
            }

            if (trigger == RunTrigger.Webhook && NewestOfBranch() is { } newest && newest.Commit == commit)
            {
                return newest;
            }

            var now = time.GetUtcNow();
            ForgetOldest();
            var id = string.Create(CultureInfo.InvariantCulture, $"{NextNumber()}-{CommitId.Abbreviate(commit)}");
            var queued = new RunEvent.Queued(now, commit, trigger, traceParent);
            journal.Open(id, queued, delivery);
            Fold(id, queued);
            foreach (var older in runs.Where(run => run.Result == RunResult.Queued && run.Id != id).ToList())
            {
                Append(older.Id, new RunEvent.Ended(now, RunResult.Superseded, $"run {id} of a newer push took its place"));
            }

            work.Writer.TryWrite(true);
            return Find(id)!;
        }
    }

    /// <summary>Adds an entry to a run's journal; stored when this returns.</summary>
    public RunView Append(string id, RunEvent entry)
    {
        lock (gate)
        {
            // First the check, then the journal: what cannot be must never be stored.
            _ = RunFold.Apply(id, Find(id), entry);
            journal.Append(id, entry);
            return Fold(id, entry);
        }
    }

    /// <summary>Begins a run, or begins it anew after a crash.</summary>
    /// <returns>False when a newer push has taken its place in the meantime.</returns>
    public bool TryStart(string id)
    {
        lock (gate)
        {
            if (Find(id) is not { Finished: false })
            {
                return false;
            }

            Append(id, new RunEvent.Started(time.GetUtcNow()));
            return true;
        }
    }

    /// <summary>The next run to execute: one that a crash interrupted comes before one that was queued. Null when there is none.</summary>
    public RunView? Next() =>
        runs.FirstOrDefault(run => run.Result == RunResult.Running) ?? runs.LastOrDefault(run => run.Result == RunResult.Queued);

    /// <summary>Returns when there may be work.</summary>
    public async Task WaitForWorkAsync(CancellationToken cancellationToken) => await work.Reader.ReadAsync(cancellationToken);

    /// <summary>The newest run of a commit, once it has come to its end.</summary>
    /// <exception cref="RunNotFinishedException">It did not within the limit.</exception>
    public async Task<RunView> WaitForCommitAsync(string commit, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(limit, time);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            await foreach (var run in WatchAsync(limited.Token))
            {
                if (run.Commit == commit && run.Finished && Newest(commit)?.Id == run.Id)
                {
                    return run;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
        }

        throw new RunNotFinishedException(commit, limit, Newest(commit));
    }

    /// <summary>Every run as it is now, then each change of any run, until cancelled.</summary>
    public async IAsyncEnumerable<RunView> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var changes = Channel.CreateUnbounded<RunView>();
        lock (gate)
        {
            foreach (var run in runs)
            {
                changes.Writer.TryWrite(run);
            }

            watchers.Add(changes);
        }

        try
        {
            await foreach (var run in changes.Reader.ReadAllAsync(cancellationToken))
            {
                yield return run;
            }
        }
        finally
        {
            lock (gate)
            {
                watchers.Remove(changes);
            }
        }
    }

    /// <summary>The run of a commit that counts: the newest one, but for one that gave way to it. Null when there is none.</summary>
    public RunView? Newest(string commit) =>
        runs.LastOrDefault(run => run.Commit == commit && run.Result != RunResult.Superseded) ?? runs.LastOrDefault(run => run.Commit == commit);

    // An id is a number and a commit; numbers go on when the oldest runs are forgotten.
    private int NextNumber() => runs.Select(run => NumberOf(run.Id)).DefaultIfEmpty().Max() + 1;

    private static int NumberOf(string id) =>
        int.TryParse(id.Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private void ForgetOldest()
    {
        if (runs.Length < 2 * MostKept)
        {
            return;
        }

        var forgotten = runs[..^MostKept].Where(run => run.Finished).Select(run => run.Id).ToList();
        journal.Remove(forgotten);
        runs = runs.RemoveAll(run => forgotten.Contains(run.Id));
        forgotten.ForEach(id => histories.Remove(id));
    }

    // A journal that a defect has spoilt must not keep the pipeline from ever working again: what cannot be is passed over.
    private void Recover(string id, RunEvent entry)
    {
        try
        {
            Fold(id, entry);
        }
        catch (InvalidOperationException exception)
        {
            logger.EntryPassedOver(exception.Message);
        }
    }

    private RunView Fold(string id, RunEvent entry)
    {
        var old = Find(id);
        var folded = RunFold.Apply(id, old, entry);
        runs = old is null ? runs.Add(folded) : runs.Replace(old, folded);
        histories[id] = histories.GetValueOrDefault(id, []).Add(entry);
        watchers.ForEach(watcher => watcher.Writer.TryWrite(folded));
        return folded;
    }
}
