using System.Diagnostics.CodeAnalysis;
using DddAspire.LoadClient.Calls;
using DddAspire.LoadClient.Pacing;

namespace DddAspire.LoadClient.Runs;

/// <summary>
/// Keeps the schedule of one run: begins each call when it is due, folds what ended, obeys commands. All of a run's state is touched
/// by this one thread, so none of it needs a lock, and no answer wakes a thread that would not be awake for the next call anyway.
/// </summary>
internal sealed class LoadScheduler(RunFold fold, Attacker attacker, ICallScript script, IPause pause, RunReporter reporter)
{
    /// <summary>The longest time that a command or an answer waits to be looked at.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(20);

    // Beyond a few thousand calls a second a pause from call to call is mostly the cost of waking up: those due by then begin together.
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(0.25);

    /// <summary>How long after its time-out a call is still waited for.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>How often a report is composed at most, however many ask for it: the first at once, the others with the next.</summary>
    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(1);

    // Answers are folded in between, so that catching up after a stall does not take calls for under way that have long ended.
    private const int LongestBurst = 64;

    private readonly CommandQueue _commands = new();
    private readonly List<TaskCompletionSource<LoadReport>> _asked = [];
    private TimeSpan _nextReport;
    private Task _composing = Task.CompletedTask;
    private volatile LoadStatus _status = LoadStatus.Idle;
    private TimeSpan _limit = fold.Plan.DurationSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : TimeSpan.MaxValue;
    private TimeSpan? _end;
    private bool _brokenOff;
    private long _next;

    /// <summary>Refreshed whenever a window closes.</summary>
    public LoadStatus Status => _status;

    /// <summary>When the schedule was over; null while it goes on.</summary>
    public TimeSpan? End => _end;

    /// <summary>False when the run takes no commands any more.</summary>
    public bool TryPost(RunCommand command) => _commands.TryPost(command);

    /// <summary>Runs the schedule to its end, then awaits the calls under way.</summary>
    /// <exception cref="LoadClientDefectException">The client itself failed.</exception>
    public void Run()
    {
        try
        {
            KeepSchedule();
        }
        catch (Exception failure)
        {
            var defect = failure as LoadClientDefectException ?? new LoadClientDefectException(failure);
            Finish(asked => asked.SetException(defect));
            throw defect;
        }

        // The one who composes has ended before the copy is made anew.
        _composing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();
        var report = new Lazy<LoadReport>(() => reporter.Compose(_end, null));
        Finish(asked => asked.SetResult(report.Value));
    }

    private void KeepSchedule()
    {
        PublishStatus();
        while (_end is null)
        {
            var now = fold.Clock.Elapsed;
            BeginDue(now);
            Observe(now);
            _end = now >= _limit && fold.Pacer.DueAt(_next) >= _limit ? fold.Clock.Elapsed : null;
            pause.For(WorthIt(NextLook(now) - fold.Clock.Elapsed));
        }

        var patience = _end.Value + fold.Plan.Timeout + Grace;
        while (attacker.InFlight > 0 && !_brokenOff && fold.Clock.Elapsed is var now && now < patience)
        {
            Observe(now);
            pause.For(LongestPause);
        }

        fold.CloseAllWindows();
    }

    // Whatever ends the schedule: nobody waits for an answer that does not come, and the run does not look as if it went on.
    private void Finish(Action<TaskCompletionSource<LoadReport>> answer)
    {
        _end ??= fold.Clock.Elapsed;
        _commands.Close();
        ObeyCommands();
        _asked.ForEach(answer);
        _asked.Clear();
        PublishStatus();
    }

    private void BeginDue(TimeSpan now)
    {
        for (var burst = 0; burst < LongestBurst && fold.Pacer.DueAt(_next) is var due && due <= now && due < _limit; burst++)
        {
            fold.AddScheduled(due);
            var fresh = FreshShare.Takes(_next, fold.Plan.FreshConnectionShare);
            if (attacker.Begin(_next, due, script.Next(), fresh) is { } unsent)
            {
                Fold(unsent);
            }

            _next++;
        }
    }

    private void Observe(TimeSpan now)
    {
        while (attacker.TryTake(out var sample))
        {
            Fold(sample);
        }

        ObeyCommands();
        if (fold.CloseWindows(Earlier(now, fold.Pacer.DueAt(_next))))
        {
            reporter.Tick();
            PublishStatus();
        }

        AnswerReports(now);
    }

    private void AnswerReports(TimeSpan now)
    {
        if (_asked.Count == 0 || now < _nextReport || !_composing.IsCompleted)
        {
            return;
        }

        _nextReport = now + ReportInterval;
        var asked = _asked.ToArray();
        _asked.Clear();
        _composing = ComposeAsync(reporter.Begin(_end, null), asked);
    }

    [SuppressMessage("Design", "CA1031", Justification = "Those who asked are told what happened; the schedule goes on.")]
    private static Task ComposeAsync(Func<LoadReport> compose, TaskCompletionSource<LoadReport>[] asked) => Task.Run(() =>
    {
        try
        {
            var report = compose();
            Array.ForEach(asked, answer => answer.TrySetResult(report));
        }
        catch (Exception defect)
        {
            Array.ForEach(asked, answer => answer.TrySetException(defect));
        }
    });

    private void Fold(in Sample sample)
    {
        fold.Add(sample);
        script.Ended(sample.Call, sample.Result.Outcome);
    }

    private void ObeyCommands()
    {
        while (_commands.TryTake(out var command))
        {
            Obey(command);
        }
    }

    private void Obey(RunCommand command)
    {
        var now = fold.Clock.Elapsed;
        switch (command)
        {
            case RunCommand.ChangeRate change:
                // From the first call that is not begun yet, so that no call is due twice or never.
                fold.Pacer = fold.Pacer.ChangedTo(change.Rate, Earlier(now, fold.Pacer.DueAt(_next)));
                break;
            case RunCommand.Mark mark:
                fold.Phases.Begin(mark.Name, now);
                break;
            case RunCommand.Stop:
                _limit = Earlier(now, _limit);
                break;
            case RunCommand.BreakOff:
                _limit = Earlier(now, _limit);
                _brokenOff = true;
                break;
            case RunCommand.Report report:
                _asked.Add(report.Answer);
                break;
        }
    }

    private TimeSpan NextLook(TimeSpan now) => Earlier(now + LongestPause, Earlier(_limit, fold.Pacer.DueAt(_next)));

    private static TimeSpan WorthIt(TimeSpan pause) => pause > TimeSpan.Zero && pause < ShortestPause ? ShortestPause : pause;

    private void PublishStatus() => _status = new LoadStatus(
        _end is null ? LoadState.Running : LoadState.Auditing,
        _end is null,
        fold.Id,
        fold.Plan.Url,
        fold.Pacer.RateAt(fold.Clock.Elapsed),
        fold.Clock.StartedAt,
        fold.Phases.Current,
        fold.Scheduled,
        fold.Sent,
        fold.Succeeded,
        fold.Failed,
        fold.Unsent,
        attacker.InFlight);

    private static TimeSpan Earlier(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
