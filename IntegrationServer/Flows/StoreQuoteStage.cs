using DddAspire.IntegrationServer.Quotes;

namespace DddAspire.IntegrationServer.Flows;

/// <summary>The step `store-quote`.</summary>
internal sealed class StoreQuoteStage(QuoteStore store) : FlowStage<FlowMessage.QuoteEstimated>
{
    protected override async Task<FlowMessage> RunAsync(FlowMessage.QuoteEstimated message, CancellationToken cancellationToken)
    {
        var offer = QuoteOffer.From(message.Answers);
        var quote = await store.StoreAsync(message.Asked.RequestId, message.Asked.Request, offer, cancellationToken);
        return new FlowMessage.QuoteStored(quote, message.Answers);
    }
}
