using System.Text;
using DddAspire.LoadClient.Calls;
using DddAspire.LoadClient.Quotes;
using DddAspire.LoadClient.Wire;

namespace DddAspire.LoadClient.Audit;

/// <summary>How often is a post stored? Its e-mail address is its own, so the quotes under it are all its own.</summary>
internal sealed class FindQuotesCall(QuoteEndpoint endpoint, string email) : PlannedCall
{
    public int Found { get; private set; }

    public override int Write(Span<byte> request, bool closeAfter) => Encoding.Latin1.GetBytes(
        RequestHead.Of("GET", $"{endpoint.Path}?Email={Uri.EscapeDataString(email)}", endpoint.Host, closeAfter ? RequestHead.Close : ""),
        request);

    public override CallOutcome Check(in WireAnswer answer)
    {
        if (AnsweredJson.Read(answer, QuoteJson.Default.QuoteAnswerArray, out var quotes) is { } failed)
        {
            return failed;
        }

        // Another caller's quote in the answer says nothing about this post.
        Found = quotes!.Count(quote => quote?.EMail == email);
        return CallOutcome.Succeeded.Instance;
    }
}
