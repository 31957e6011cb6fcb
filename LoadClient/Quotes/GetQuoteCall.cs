using System.Globalization;
using System.Text;
using DddAspire.LoadClient.Calls;
using DddAspire.LoadClient.Wire;

namespace DddAspire.LoadClient.Quotes;

/// <summary>Reads a quote back by the id it was given: it must be the one that was asked for, at the price it was posted at.</summary>
internal sealed class GetQuoteCall(QuoteEndpoint endpoint, PostedQuote posted) : PlannedCall
{
    public override int Write(Span<byte> request, bool closeAfter) => Encoding.Latin1.GetBytes(
        RequestHead.Of(
            "GET",
            string.Create(CultureInfo.InvariantCulture, $"{endpoint.Path}?QuoteID={posted.QuoteId}"),
            endpoint.Host,
            closeAfter ? RequestHead.Close : ""),
        request);

    public override CallOutcome Check(in WireAnswer answer)
    {
        if (AnsweredJson.Read(answer, QuoteJson.Default.QuoteAnswerArray, out var quotes) is { } failed)
        {
            return failed;
        }

        if (quotes is not [{ } quote])
        {
            return AnsweredJson.WrongBody($"{quotes!.Length} quotes with QuoteID {posted.QuoteId}, not 1");
        }

        if (quote.QuoteID != posted.QuoteId)
        {
            return AnsweredJson.WrongBody($"QuoteID is {quote.QuoteID}, asked was {posted.QuoteId}");
        }

        return QuoteRules.FaultOf(posted.Asked, quote, posted.Versions, endpoint.Today) is { } fault
            ? AnsweredJson.WrongBody(fault)
            : CallOutcome.Succeeded.Instance;
    }
}
