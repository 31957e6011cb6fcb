using System.Collections.Immutable;
using DddAspire.LoadClient.Calls;
using DddAspire.LoadClient.Versions;

namespace DddAspire.LoadClient.Windows;

/// <summary>A second of the schedule whose calls are not all answered yet.</summary>
internal sealed class OpenWindow
{
    private readonly DurationHistogram _latency = DurationHistogram.ForWindow();
    private readonly DurationHistogram _service = DurationHistogram.ForWindow();
    private readonly DurationHistogram _lateness = DurationHistogram.ForWindow();
    private readonly Dictionary<FailureKind, long> _failures = [];
    private readonly Dictionary<VersionHeader, long> _versions = [];
    private long _succeeded;
    private long _ended;

    public long Scheduled { get; private set; }

    public bool IsComplete => _ended == Scheduled;

    public void AddScheduled() => Scheduled++;

    public void Add(in Sample sample)
    {
        _ended++;
        _lateness.Record(sample.Lateness);
        if (sample.Result.Outcome is CallOutcome.Failed failed)
        {
            _failures[failed.Kind] = _failures.GetValueOrDefault(failed.Kind) + 1;
        }
        else
        {
            _succeeded++;
            _latency.Record(sample.Latency);
            _service.Record(sample.Service);
        }

        if (sample.Result.Versions is { } versions)
        {
            _versions[versions] = _versions.GetValueOrDefault(versions) + 1;
        }
    }

    public void Reset()
    {
        _latency.Reset();
        _service.Reset();
        _lateness.Reset();
        _failures.Clear();
        _versions.Clear();
        (_succeeded, _ended, Scheduled) = (0, 0, 0);
    }

    public LoadWindow Close(WindowLabel label)
    {
        var unsent = _failures.GetValueOrDefault(FailureKind.Unsent);
        return new LoadWindow(
            label.Run,
            label.Number,
            label.Start,
            label.Phase,
            label.Rate,
            Scheduled,
            Scheduled - unsent,
            _succeeded,
            _failures.Values.Sum(),
            unsent,
            _latency.ToQuantiles(),
            _service.ToQuantiles(),
            _lateness.ToQuantiles(),
            _failures.ToImmutableSortedDictionary(),
            Versions());
    }

    private ImmutableArray<VersionCount> Versions() =>
    [
        .. _versions
            .SelectMany(pair => pair.Key.Versions.Select(version => (Version: version, Answers: pair.Value)))
            .GroupBy(pair => pair.Version, pair => pair.Answers)
            .Select(group => new VersionCount(group.Key.Integration, group.Key.Runtime, group.Key.Bar, group.Sum()))
            .OrderBy(count => count.Integration, StringComparer.Ordinal)
            .ThenBy(count => count.Runtime, StringComparer.Ordinal)
            .ThenBy(count => count.Bar, StringComparer.Ordinal),
    ];
}
