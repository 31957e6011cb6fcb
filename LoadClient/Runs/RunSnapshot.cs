using System.Collections.Immutable;
using DddAspire.LoadClient.Pacing;
using DddAspire.LoadClient.Windows;

namespace DddAspire.LoadClient.Runs;

/// <summary>The durations of a run, in all and by phase.</summary>
internal sealed class RunHistograms(RunClock clock)
{
    public DurationHistogram Latency { get; } = DurationHistogram.ForReport();

    public DurationHistogram Service { get; } = DurationHistogram.ForReport();

    public DurationHistogram Lateness { get; } = DurationHistogram.ForReport();

    public PhaseFold Phases { get; } = new(clock);

    public void CopyFrom(RunHistograms other)
    {
        Latency.CopyFrom(other.Latency);
        Service.CopyFrom(other.Service);
        Lateness.CopyFrom(other.Lateness);
        Phases.CopyFrom(other.Phases);
    }
}

/// <summary>A run at one moment, as the thread that keeps the schedule left it.</summary>
internal sealed record RunSnapshot(
    RunHistograms Histograms,
    TimeSpan Until,
    bool Ended,
    double Rate,
    long Scheduled,
    long Succeeded,
    long Failed,
    long Unsent,
    long OnReused,
    TimeSpan LongestGap,
    ImmutableArray<CallFailure> Failures,
    long FailuresDropped,
    ImmutableSortedDictionary<FailureKind, long> FailuresByKind,
    ImmutableArray<VersionObservation> Versions,
    ImmutableArray<VersionSetObservation> VersionSets)
{
    public long Sent => Scheduled - Unsent;

    /// <summary>The calls.</summary>
    public LoadFigures ToFigures() => new(
        Rate,
        Scheduled,
        Sent,
        Succeeded,
        Failed,
        Unsent,
        Retries: 0,
        Math.Round(LongestGap.TotalMilliseconds, 3),
        Histograms.Latency.ToQuantiles(),
        Failures,
        FailuresDropped,
        FailuresByKind,
        CutOff: Ended ? Scheduled - Succeeded - Failed : 0,
        Histograms.Service.ToQuantiles(),
        Failed == 0 && Succeeded > 0 ? Math.Min(1, 3d / Succeeded) : null);

    public ScheduleFigures ToSchedule(int mostInFlight) => new(
        Math.Round(Until.TotalSeconds, 3),
        Until > TimeSpan.Zero ? Math.Round(Sent / Until.TotalSeconds, 3) : 0,
        Histograms.Lateness.ToQuantiles(),
        mostInFlight);
}
