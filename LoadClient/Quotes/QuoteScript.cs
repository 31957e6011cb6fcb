using DddAspire.LoadClient.Calls;

namespace DddAspire.LoadClient.Quotes;

/// <summary>
/// Posts and reads by turns. What is read is the oldest post that was acknowledged and not read yet; when there is none,
/// because posts fail or take their time, the turn goes to another post.
/// </summary>
internal sealed class QuoteScript(QuoteEndpoint endpoint, RunIdentity run, PostLedger book) : ICallScript
{
    private readonly Queue<PostedQuote> _unread = new();
    private bool _readNext;

    public PlannedCall Next()
    {
        var read = _readNext;
        _readNext = !read;
        return read && _unread.TryDequeue(out var posted)
            ? new GetQuoteCall(endpoint, posted)
            : new PostQuoteCall(endpoint, new AskedQuote(run, book.Add()));
    }

    public void Ended(PlannedCall call, CallOutcome outcome)
    {
        if (call is not PostQuoteCall post)
        {
            return;
        }

        switch (outcome)
        {
            case CallOutcome.Succeeded:
                book.Set(post.Sequence, PostState.Acknowledged);
                _unread.Enqueue(post.Posted!);
                break;
            case CallOutcome.Failed { Kind: FailureKind.Refused or FailureKind.Tls or FailureKind.Unsent }:
                book.Set(post.Sequence, PostState.NotSent);
                break;
        }
    }
}
