using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace DddAspire.LoadClient.Wire;

/// <summary>
/// Connections between calls. They take turns, oldest first, and at least <see cref="Spread"/> of them are kept, so that reuse goes on
/// against every replica behind a balancer that decides per connection.
/// </summary>
internal sealed class ConnectionPool(Target target) : IDisposable
{
    /// <summary>Connections that are opened before any is used again.</summary>
    public const int Spread = 8;

    private readonly ConcurrentQueue<WireConnection> _idle = new();
    private int _kept;
    private long _opened;
    private long _foundClosed;

    public long Opened => Interlocked.Read(ref _opened);

    public long FoundClosed => Interlocked.Read(ref _foundClosed);

    /// <summary>A connection to use again, or a new one when none is idle.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "Whoever rents a connection gives it back, to Return or to Discard.")]
    public ValueTask<WireConnection> RentAsync(CancellationToken cancellationToken)
    {
        while (Volatile.Read(ref _kept) >= Spread && _idle.TryDequeue(out var connection))
        {
            if (connection.IsIdle())
            {
                return ValueTask.FromResult(connection);
            }

            Interlocked.Increment(ref _foundClosed);
            Discard(connection);
        }

        Interlocked.Increment(ref _kept);
        return OpenKeptAsync(cancellationToken);
    }

    /// <summary>A connection for one call, to be disposed after it.</summary>
    public ValueTask<WireConnection> OpenAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _opened);
        return WireConnection.OpenAsync(target, cancellationToken);
    }

    public void Return(WireConnection connection) => _idle.Enqueue(connection);

    /// <summary>Gives up a rented connection that can't be used again.</summary>
    public void Discard(WireConnection connection)
    {
        Interlocked.Decrement(ref _kept);
        connection.Dispose();
    }

    public void Dispose()
    {
        while (_idle.TryDequeue(out var connection))
        {
            connection.Dispose();
        }
    }

    private async ValueTask<WireConnection> OpenKeptAsync(CancellationToken cancellationToken)
    {
        var opened = false;
        try
        {
            var connection = await OpenAsync(cancellationToken);
            opened = true;
            return connection;
        }
        finally
        {
            if (!opened)
            {
                Interlocked.Decrement(ref _kept);
            }
        }
    }
}
