using System.Collections.Immutable;
using DddAspire.LoadClient.Calls;
using DddAspire.LoadClient.Pacing;

namespace DddAspire.LoadClient.Runs;

/// <summary>The failures of a run: all of them counted, the first of them kept with their evidence.</summary>
internal sealed class FailureLog(RunClock clock)
{
    private const int MostKept = 1000;

    private readonly ImmutableArray<CallFailure>.Builder _kept = ImmutableArray.CreateBuilder<CallFailure>();
    private readonly Dictionary<FailureKind, long> _byKind = [];

    public long Total { get; private set; }

    public long Dropped => Total - _kept.Count;

    public ImmutableArray<CallFailure> Kept => _kept.ToImmutable();

    public ImmutableSortedDictionary<FailureKind, long> ByKind => _byKind.ToImmutableSortedDictionary();

    public long Count(FailureKind kind) => _byKind.GetValueOrDefault(kind);

    public void Add(in Sample sample, CallOutcome.Failed failed)
    {
        Total++;
        _byKind[failed.Kind] = Count(failed.Kind) + 1;
        if (_kept.Count < MostKept)
        {
            _kept.Add(new CallFailure(
                clock.At(sample.Due),
                failed.Kind,
                failed.Detail,
                sample.Result.Versions?.Text,
                sample.Number,
                Math.Round(sample.Latency.TotalMilliseconds, 3)));
        }
    }
}
