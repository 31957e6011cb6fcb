using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using DddAspire.LoadClient.Pacing;

namespace DddAspire.LoadClient.Calls;

/// <summary>
/// Begins calls and never waits for one: what is slow on the other side can't slow the schedule. Used by the thread that keeps
/// the schedule; only the queue of ended calls is written by others.
/// </summary>
internal sealed class Attacker(ICaller caller, RunClock clock, int maxInFlight)
{
    private static readonly CallResult Unsent = new(
        new CallOutcome.Failed(FailureKind.Unsent, "as many calls as allowed were under way"), null, Reused: false);

    private readonly ConcurrentQueue<Sample> _ended = new();
    private volatile Exception? _defect;

    public int InFlight { get; private set; }

    public int MostInFlight { get; private set; }

    /// <summary>Begins a call; gives back its sample at once when it can't be sent because too many are under way.</summary>
    public Sample? Begin(long number, TimeSpan due, PlannedCall call, bool fresh)
    {
        var begun = clock.Elapsed;
        if (InFlight >= maxInFlight)
        {
            return new Sample(number, call, due, begun, begun, Unsent);
        }

        InFlight++;
        MostInFlight = Math.Max(MostInFlight, InFlight);
        _ = RunAsync(number, due, begun, call, fresh);
        return null;
    }

    /// <summary>The next call whose outcome is known.</summary>
    public bool TryTake(out Sample sample)
    {
        if (_defect is { } defect)
        {
            throw new LoadClientDefectException(defect);
        }

        var taken = _ended.TryDequeue(out sample);
        if (taken)
        {
            InFlight--;
        }

        return taken;
    }

    [SuppressMessage("Design", "CA1031", Justification = "Nobody awaits a call: what escaped here would leave it under way for ever, unseen.")]
    private async Task RunAsync(long number, TimeSpan due, TimeSpan begun, PlannedCall call, bool fresh)
    {
        try
        {
            var result = await caller.CallAsync(call, fresh);
            _ended.Enqueue(new Sample(number, call, due, begun, clock.Elapsed, result));
        }
        catch (Exception defect)
        {
            _defect = defect;
        }
    }
}
