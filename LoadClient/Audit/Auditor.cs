using DddAspire.LoadClient.Calls;
using DddAspire.LoadClient.Quotes;

namespace DddAspire.LoadClient.Audit;

/// <summary>Reads every post of a run back. These reads are no part of the load: one that fails is tried again.</summary>
internal sealed class Auditor(ICaller caller, QuoteEndpoint endpoint, RunIdentity run, TimeProvider time)
{
    private const int Readers = 16;
    private const int Attempts = 3;
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(200);

    public async Task<AuditFigures> AuditAsync(PostLedger book, TimeSpan limit, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var count = new AuditCount();
        using var outOfTime = new CancellationTokenSource(limit, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(outOfTime.Token, cancellationToken);
        var next = -1L;
        await Task.WhenAll(Enumerable.Range(0, Readers).Select(_ => ReadAsync()));
        cancellationToken.ThrowIfCancellationRequested();
        return count.ToFigures(book, time.GetElapsedTime(started));

        async Task ReadAsync()
        {
            while (!stop.IsCancellationRequested && Interlocked.Increment(ref next) is var sequence && sequence < book.Posts)
            {
                if (book[sequence] != PostState.NotSent && await FindAsync(sequence, stop.Token) is { } found)
                {
                    count.Add(book[sequence], found);
                }
            }
        }
    }

    private async Task<int?> FindAsync(long sequence, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var call = new FindQuotesCall(endpoint, run.EMail(sequence));
            var result = await caller.CallAsync(call, fresh: false);
            if (result.Outcome is CallOutcome.Succeeded)
            {
                return call.Found;
            }

            if (attempt == Attempts || cancellationToken.IsCancellationRequested)
            {
                return null;
            }

            await Task.Delay(BetweenAttempts, time, CancellationToken.None);
        }
    }
}
