using DddAspire.LoadClient.Calls;

namespace DddAspire.LoadClient.Windows;

/// <summary>
/// Folds samples into seconds of the schedule, by due time. A window closes when its second is over and its last call has ended:
/// at the latest one time-out after its end.
/// </summary>
internal sealed class WindowFold(Func<long, WindowLabel> label)
{
    private readonly LinkedList<OpenWindow> _open = [];
    private readonly Stack<OpenWindow> _spare = new();
    private long _first;

    public void AddScheduled(TimeSpan due) => WindowOf(due).AddScheduled();

    public void Add(in Sample sample) => WindowOf(sample.Due).Add(sample);

    /// <summary>The windows that are complete, oldest first, when every call due before <paramref name="scheduledUpTo"/> has been begun.</summary>
    public IEnumerable<LoadWindow> TakeComplete(TimeSpan scheduledUpTo)
    {
        while (_open.First is { Value: { IsComplete: true } window } && NumberOf(scheduledUpTo) > _first)
        {
            yield return Take(window);
        }
    }

    /// <summary>The windows that are left at the end of a run, complete or not.</summary>
    public IEnumerable<LoadWindow> TakeRest()
    {
        while (_open.First is { Value: var window })
        {
            yield return Take(window);
        }
    }

    public static TimeSpan StartOf(long number) => TimeSpan.FromSeconds(number);

    private static long NumberOf(TimeSpan due) => due.Ticks / TimeSpan.TicksPerSecond;

    private LoadWindow Take(OpenWindow window)
    {
        var closed = window.Close(label(_first));
        _open.RemoveFirst();
        _first++;
        window.Reset();
        _spare.Push(window);
        return closed;
    }

    private OpenWindow WindowOf(TimeSpan due)
    {
        var ahead = NumberOf(due) - _first;
        while (_open.Count <= ahead)
        {
            _open.AddLast(_spare.TryPop(out var spare) ? spare : new OpenWindow());
        }

        // Nearly every call belongs to the newest window or the one before it.
        var node = _open.Last!;
        for (var back = _open.Count - 1 - ahead; back > 0; back--)
        {
            node = node.Previous!;
        }

        return node.Value;
    }
}
