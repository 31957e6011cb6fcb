using DddAspire.IntegrationServer.Dependencies;
using DddAspire.IntegrationServer.Settings;
using DddAspire.IntegrationServer.Telemetry;

namespace DddAspire.IntegrationServer.Quotes;

/// <summary>
/// Lets only so many calls to the database. When it stalls, the others wait here, where they cost next to nothing, in place of each
/// taking a connection; those that waited too long, or find too many waiting, are refused while their caller still listens.
/// </summary>
internal sealed class DatabaseGate(DatabaseLimits limits, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim turns = new(limits.AtOnce);
    private int waiting;

    /// <summary>Waits for a turn, which ends when what this returns is disposed.</summary>
    /// <exception cref="DependencyUnavailableException">Too many wait already, or the turn did not come in time.</exception>
    /// <exception cref="OperationCanceledException">The caller left.</exception>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        if (!TryEnter())
        {
            await WaitAsync(cancellationToken);
        }

        return new Turn(() => turns.Release());
    }

    public void Dispose() => turns.Dispose();

    private bool TryEnter() => turns.Wait(TimeSpan.Zero);

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (Interlocked.Increment(ref waiting) > limits.Waiting)
            {
                throw Refused($"{limits.Waiting} calls wait for it already");
            }

            using var limit = new CancellationTokenSource(limits.LongestWait, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            await turns.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Refused($"it had no time for this call within {limits.LongestWait.TotalMilliseconds:0} ms");
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    private static DependencyUnavailableException Refused(string reason)
    {
        ServerTelemetry.CallsShed.Add(1);
        return new("database", reason);
    }

    private sealed class Turn(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
