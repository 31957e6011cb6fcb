using DddAspire.LoadClient.Calls;
using DddAspire.LoadClient.Pacing;
using DddAspire.LoadClient.Versions;
using DddAspire.LoadClient.Windows;

namespace DddAspire.LoadClient.Runs;

/// <summary>Folds the samples of a run into its figures. Used by the thread that keeps the schedule, and by nobody else until that has ended.</summary>
internal sealed class RunFold
{
    private readonly RunHistograms _histograms;
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
        _histograms = new RunHistograms(clock);
        _failures = new FailureLog(clock);
        _versions = new VersionTimeline(clock);
        _windows = new WindowFold(LabelOf);
    }

    public string Id { get; }

    public LoadPlan Plan { get; }

    public RunClock Clock { get; }

    public Pacer Pacer { get; set; }

    public PhaseFold Phases => _histograms.Phases;

    public long Scheduled { get; private set; }

    public long Succeeded => _histograms.Latency.Count;

    public long Failed => _failures.Total;

    public long Unsent => _failures.Count(FailureKind.Unsent);

    public long Sent => Scheduled - Unsent;

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
        _histograms.Lateness.Record(sample.Lateness);
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

        _histograms.Latency.Record(sample.Latency);
        _histograms.Service.Record(sample.Service);
        _gap.AddSuccess(sample.Ended);
    }

    /// <summary>Publishes the windows that are complete, given that every call due before <paramref name="scheduledUpTo"/> was begun.</summary>
    public bool CloseWindows(TimeSpan scheduledUpTo) => Publish(_windows.TakeComplete(scheduledUpTo));

    public bool CloseAllWindows() => Publish(_windows.TakeRest());

    /// <summary>Copies what a report needs: what costs time is worked out of the copy, elsewhere.</summary>
    /// <param name="copy">Takes the histograms; nobody else may use it meanwhile.</param>
    /// <param name="end">When the schedule was over; null while it goes on.</param>
    public RunSnapshot SnapshotTo(RunHistograms copy, TimeSpan? end)
    {
        copy.CopyFrom(_histograms);
        var until = end ?? Clock.Elapsed;
        return new RunSnapshot(
            copy, until, end is not null, Pacer.RateAt(until), Scheduled, Succeeded, Failed, Unsent, _reused, _gap.LongestUntil(until),
            _failures.Kept, _failures.Dropped, _failures.ByKind, _versions.ToSightings(), _versions.ToSets());
    }

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
