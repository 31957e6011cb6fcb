using System.Globalization;
using System.Text.Unicode;
using DddAspire.LoadClient.Calls;
using DddAspire.LoadClient.Wire;

namespace DddAspire.LoadClient.Quotes;

/// <summary>Asks for a quote.</summary>
internal sealed class PostQuoteCall(QuoteEndpoint endpoint, AskedQuote asked) : PlannedCall
{
    private const int LargestBody = 512;

    public long Sequence => asked.Sequence;

    /// <summary>The quote as it was answered; null until it was, rightly.</summary>
    public PostedQuote? Posted { get; private set; }

    public override int Write(Span<byte> request, bool closeAfter)
    {
        Span<byte> body = stackalloc byte[LargestBody];
        body = body[..asked.WriteBody(body)];
        Utf8.TryWrite(
            request,
            CultureInfo.InvariantCulture,
            $"POST {endpoint.Path} HTTP/1.1\r\nHost: {endpoint.Host}\r\nAccept: application/json\r\nContent-Type: application/json\r\nX-Request-Id: {asked.Run.RequestId(asked.Sequence)}\r\n{(closeAfter ? RequestHead.Close : "")}Content-Length: {body.Length}\r\n\r\n",
            out var size);
        body.CopyTo(request[size..]);
        return size + body.Length;
    }

    public override CallOutcome Check(in WireAnswer answer)
    {
        if (AnsweredJson.Read(answer, QuoteJson.Default.QuoteAnswer, out var quote) is { } failed)
        {
            return failed;
        }

        if (QuoteRules.FaultOf(asked, quote!, quote!.Versions, endpoint.Today) is { } fault)
        {
            return AnsweredJson.WrongBody(fault);
        }

        Posted = new PostedQuote(asked, quote.QuoteID!.Value, quote.Versions!);
        return CallOutcome.Succeeded.Instance;
    }
}
