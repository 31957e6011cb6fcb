using System.Collections.Immutable;
using DddAspire.IntegrationServer.Quotes;

namespace DddAspire.IntegrationServer.Flows;

/// <summary>What travels from step to step; a closed family.</summary>
internal abstract record FlowMessage
{
    private FlowMessage()
    {
    }

    public sealed record HttpCall(HttpRequest Request) : FlowMessage;

    public sealed record QueueCall(ReadOnlyMemory<byte> Payload) : FlowMessage;

    public sealed record QuoteAsked(string RequestId, QuoteRequest Request) : FlowMessage;

    public sealed record QuoteEstimated(QuoteAsked Asked, ImmutableArray<ShopAnswer> Answers) : FlowMessage;

    /// <summary>What the reply step can give back.</summary>
    public abstract record Answer : FlowMessage;

    public sealed record QuoteStored(Quote Quote, ImmutableArray<ShopAnswer> Answers) : Answer;

    public sealed record QuotesFound(ImmutableArray<Quote> Quotes) : Answer;

    public sealed record EstimateGiven(ShopEstimate Estimate) : Answer;

    /// <summary>The flow ends here, whatever steps were left: the caller asked for something that cannot be had.</summary>
    public sealed record Refused(Refusal Refusal) : Answer;
}
