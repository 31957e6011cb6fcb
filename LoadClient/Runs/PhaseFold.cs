using System.Collections.Immutable;
using DddAspire.LoadClient.Calls;
using DddAspire.LoadClient.Pacing;
using DddAspire.LoadClient.Windows;

namespace DddAspire.LoadClient.Runs;

/// <summary>The calls between the marks of a run, by due time.</summary>
internal sealed class PhaseFold(RunClock clock)
{
    public const int MostPhases = 64;

    private readonly List<Phase> _phases = [new Phase(PhaseMark.Start, TimeSpan.Zero)];
    private readonly Lazy<DurationHistogram> _baseline = new(DurationHistogram.ForReport);
    private readonly Lazy<DurationHistogram> _change = new(DurationHistogram.ForReport);

    public string Current => _phases[^1].Name;

    public bool IsFull => _phases.Count >= MostPhases;

    public ImmutableArray<PhaseMark> Marks => [.. _phases.Skip(1).Select(phase => new PhaseMark(phase.Name, clock.At(phase.From)))];

    public void Begin(string name, TimeSpan from) => _phases.Add(new Phase(name, from));

    public void AddScheduled(TimeSpan due) => PhaseOf(due).Scheduled++;

    public void Add(in Sample sample)
    {
        var phase = PhaseOf(sample.Due);
        if (sample.Result.Outcome is CallOutcome.Failed)
        {
            phase.Failed++;
        }
        else
        {
            phase.Latency.Record(sample.Latency);
        }
    }

    public string NameAt(TimeSpan at) => PhaseOf(at).Name;

    public ImmutableArray<PhaseFigures> ToFigures() =>
    [
        .. _phases.Select(phase => new PhaseFigures(
            phase.Name, clock.At(phase.From), phase.Scheduled, phase.Latency.Count, phase.Failed, phase.Latency.ToQuantiles())),
    ];

    /// <summary>What was due before the end of the baseline against everything after it; null when no baseline was marked.</summary>
    public BaselineComparison? Compare()
    {
        var end = _phases.FindIndex(phase => phase.Name == PhaseMark.BaselineEnd);
        if (end < 0)
        {
            return null;
        }

        var baseline = Sum(_baseline.Value, _phases.Take(end));
        var change = Sum(_change.Value, _phases.Skip(end));
        return new BaselineComparison(baseline.Count, baseline.ToQuantiles().P99, change.Count, change.ToQuantiles().P99);
    }

    /// <summary>Becomes what <paramref name="other"/> is now. New memory is taken only for phases that were not there the last time.</summary>
    public void CopyFrom(PhaseFold other)
    {
        for (var index = 0; index < other._phases.Count; index++)
        {
            var phase = other._phases[index];
            if (index == _phases.Count)
            {
                _phases.Add(new Phase(phase.Name, phase.From));
            }

            _phases[index].CopyFrom(phase);
        }
    }

    private static DurationHistogram Sum(DurationHistogram sum, IEnumerable<Phase> phases)
    {
        sum.Reset();
        foreach (var phase in phases)
        {
            sum.Add(phase.Latency);
        }

        return sum;
    }

    private Phase PhaseOf(TimeSpan due)
    {
        var index = _phases.Count - 1;
        while (index > 0 && _phases[index].From > due)
        {
            index--;
        }

        return _phases[index];
    }

    private sealed class Phase(string name, TimeSpan from)
    {
        public string Name { get; } = name;

        public TimeSpan From { get; } = from;

        public DurationHistogram Latency { get; } = DurationHistogram.ForReport();

        public long Scheduled { get; set; }

        public long Failed { get; set; }

        public void CopyFrom(Phase other)
        {
            (Scheduled, Failed) = (other.Scheduled, other.Failed);
            Latency.CopyFrom(other.Latency);
        }
    }
}
