using System.Collections.Concurrent;

namespace DddAspire.LoadClient.Calls;

/// <summary>Time-outs that are used again: at thousands of calls a second a timer for each would be the costliest part of a call.</summary>
internal sealed class TimeoutPool(TimeSpan timeout) : IDisposable
{
    private readonly ConcurrentQueue<CancellationTokenSource> _idle = new();

    public CancellationTokenSource Rent()
    {
        if (!_idle.TryDequeue(out var source))
        {
            source = new CancellationTokenSource();
        }

        source.CancelAfter(timeout);
        return source;
    }

    public void Return(CancellationTokenSource source)
    {
        if (source.TryReset())
        {
            _idle.Enqueue(source);
        }
        else
        {
            source.Dispose();
        }
    }

    public void Dispose()
    {
        while (_idle.TryDequeue(out var source))
        {
            source.Dispose();
        }
    }
}
