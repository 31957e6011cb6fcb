using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using DddAspire.LoadClient.Versions;
using DddAspire.LoadClient.Wire;

namespace DddAspire.LoadClient.Calls;

/// <summary>Sends calls over real connections, each exactly once.</summary>
internal sealed class WireCaller(ConnectionPool pool, VersionHeaderCache versions, TimeSpan timeout) : ICaller, IDisposable
{
    private readonly TimeoutPool _timeouts = new(timeout);
    private readonly CallOutcome.Failed _timedOut = new(
        FailureKind.Timeout, string.Create(CultureInfo.InvariantCulture, $"no complete answer within {timeout.TotalMilliseconds} ms"));

    [SuppressMessage("Reliability", "CA2000", Justification = "The time-out goes back to its pool in any case, which disposes it.")]
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<CallResult> CallAsync(PlannedCall call, bool fresh)
    {
        var deadline = _timeouts.Rent();
        WireConnection? connection = null;
        var reusable = false;
        var reused = false;
        try
        {
            connection = await (fresh ? pool.OpenAsync(deadline.Token) : pool.RentAsync(deadline.Token));
            reused = connection.HasCarried;
            var answer = await connection.ExchangeAsync(call.Write(connection.RequestBuffer(call.LargestSize), closeAfter: fresh), deadline.Token);
            reusable = answer.KeepAlive && !fresh;
            return new CallResult(call.Check(answer), versions.Find(answer.Versions.Span), reused);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return new CallResult(_timedOut, null, reused);
        }
        catch (CallFailedException failure)
        {
            return new CallResult(new CallOutcome.Failed(failure.Kind, failure.Message), null, reused);
        }
        finally
        {
            _timeouts.Return(deadline);
            GiveBack(connection, fresh, reusable);
        }
    }

    public void Dispose() => _timeouts.Dispose();

    private void GiveBack(WireConnection? connection, bool fresh, bool reusable)
    {
        if (connection is null)
        {
            return;
        }

        if (reusable)
        {
            pool.Return(connection);
        }
        else if (fresh)
        {
            connection.Dispose();
        }
        else
        {
            pool.Discard(connection);
        }
    }
}
