using DddAspire.LoadClient.Calls;
using DddAspire.LoadClient.Pacing;
using DddAspire.LoadClient.Plans;
using DddAspire.LoadClient.Reports;
using DddAspire.LoadClient.Versions;
using DddAspire.LoadClient.Windows;

namespace DddAspire.LoadClient.Runs;

/// <summary>Folds the samples of a run into its figures. Used by the thread that keeps the schedule, and by nobody else until that has ended.</summary>
internal sealed class RunFold
{
    private readonly DurationHistogram _latency = DurationHistogram.ForReport();
    private readonly DurationHistogram _service = DurationHistogram.ForReport();
    private readonly DurationHistogram _lateness = DurationHistogram.ForReport();
    private readonly GapMeter _gap = new();
    private readonly WindowFold _windows;
    private readonly FailureLog _failures;
    private readonly VersionTimeline _versions;
    private readonly Action<LoadWindow> _windowClosed;
    private long _reused;

    public RunFold(string id, LoadPlan plan, RunClock clock, Action<LoadWindow> windowClosed)
    {
        (Id, Plan, Clock, _windowClosed) = (id, plan, clock, windowClosed);
        Pacer = plan is { RampFrom: { } from, RampSeconds: { } seconds }
            ? Pacer.Ramped(from, plan.Rate, TimeSpan.FromSeconds(seconds))
            : Pacer.Constant(plan.Rate);
        Phases = new PhaseFold(clock);
        _failures = new FailureLog(clock);
        _versions = new VersionTimeline(clock);
        _windows = new WindowFold(LabelOf);
    }

    public string Id { get; }

    public LoadPlan Plan { get; }

    public RunClock Clock { get; }

    public Pacer Pacer { get; set; }

    public PhaseFold Phases { get; }

    public long Scheduled { get; private set; }

    public long Succeeded => _latency.Count;

    public long Failed => _failures.Total;

    public long Unsent => _failures.Count(FailureKind.Unsent);

    public long Sent => Scheduled - Unsent;

    public long UnderWay => Scheduled - Succeeded - Failed;

    public void AddScheduled(TimeSpan due)
    {
        Scheduled++;
        Phases.AddScheduled(due);
        _windows.AddScheduled(due);
    }

    public void Add(in Sample sample)
    {
        Phases.Add(sample);
        _windows.Add(sample);
        _lateness.Record(sample.Lateness);
        _reused += sample.Result.Reused ? 1 : 0;
        if (sample.Result.Versions is { } versions)
        {
            _versions.Add(versions, sample.Ended);
        }

        if (sample.Result.Outcome is CallOutcome.Failed failed)
        {
            _failures.Add(sample, failed);
            return;
        }

        _latency.Record(sample.Latency);
        _service.Record(sample.Service);
        _gap.AddSuccess(sample.Ended);
    }

    /// <summary>Publishes the windows that are complete, given that every call due before <paramref name="scheduledUpTo"/> was begun.</summary>
    public bool CloseWindows(TimeSpan scheduledUpTo) => Publish(_windows.TakeComplete(scheduledUpTo));

    public bool CloseAllWindows() => Publish(_windows.TakeRest());

    /// <summary>The calls as they stand, with the schedule over, or still going on, at <paramref name="end"/>.</summary>
    public LoadFigures ToFigures(TimeSpan end, bool ended) => new(
        Pacer.RateAt(end),
        Scheduled,
        Sent,
        Succeeded,
        Failed,
        Unsent,
        Retries: 0,
        Math.Round(_gap.LongestUntil(end).TotalMilliseconds, 3),
        _latency.ToQuantiles(),
        _failures.Kept,
        _failures.Dropped,
        _failures.ByKind,
        CutOff: ended ? UnderWay : 0,
        _service.ToQuantiles(),
        Failed == 0 && Succeeded > 0 ? Math.Min(1, 3d / Succeeded) : null);

    public System.Collections.Immutable.ImmutableArray<VersionSighting> Versions => _versions.ToSightings();

    public ScheduleFigures ToSchedule(TimeSpan end, int mostInFlight) => new(
        Math.Round(end.TotalSeconds, 3),
        end > TimeSpan.Zero ? Math.Round(Sent / end.TotalSeconds, 3) : 0,
        _lateness.ToQuantiles(),
        mostInFlight);

    public long OnReused => _reused;

    private bool Publish(IEnumerable<LoadWindow> windows)
    {
        var any = false;
        foreach (var window in windows)
        {
            any = true;
            _windowClosed(window);
        }

        return any;
    }

    private WindowLabel LabelOf(long number)
    {
        var start = WindowFold.StartOf(number);
        return new WindowLabel(Id, number, Clock.At(start), Phases.NameAt(start), Pacer.RateAt(start));
    }
}
