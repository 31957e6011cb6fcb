using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace DddAspire.LoadClient.Control;

/// <summary>The windows of all runs, for any number of readers; each first gets those of the last hour.</summary>
internal sealed class WindowStream
{
    // A reader that does not keep up loses the oldest windows: it can't fill the memory or hold up the schedule.
    private const int MostKept = 3600;

    private readonly Lock _gate = new();
    private ImmutableQueue<LoadWindow> _recent = [];
    private ImmutableList<Channel<LoadWindow>> _readers = [];
    private int _kept;

    public void Publish(LoadWindow window)
    {
        lock (_gate)
        {
            _recent = (_kept == MostKept ? _recent.Dequeue() : _recent).Enqueue(window);
            _kept = Math.Min(_kept + 1, MostKept);
            foreach (var reader in _readers)
            {
                reader.Writer.TryWrite(window);
            }
        }
    }

    public async IAsyncEnumerable<LoadWindow> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateBounded<LoadWindow>(
            new BoundedChannelOptions(MostKept) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        Subscribe(channel);
        try
        {
            await foreach (var window in channel.Reader.ReadAllAsync(cancellationToken))
            {
                yield return window;
            }
        }
        finally
        {
            lock (_gate)
            {
                _readers = _readers.Remove(channel);
            }
        }
    }

    private void Subscribe(Channel<LoadWindow> channel)
    {
        lock (_gate)
        {
            foreach (var window in _recent)
            {
                channel.Writer.TryWrite(window);
            }

            _readers = _readers.Add(channel);
        }
    }
}
