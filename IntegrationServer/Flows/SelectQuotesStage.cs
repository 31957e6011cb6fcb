using DddAspire.IntegrationServer.Bars;
using DddAspire.IntegrationServer.Quotes;

namespace DddAspire.IntegrationServer.Flows;

/// <summary>The step `select-quotes`.</summary>
internal sealed class SelectQuotesStage(FlowStep.SelectQuotes select, QuoteStore store) : FlowStage<FlowMessage.HttpCall>
{
    protected override async Task<FlowMessage> RunAsync(FlowMessage.HttpCall message, CancellationToken cancellationToken)
    {
        var faults = new FieldFaults();
        if (QuoteSearch.Read(message.Request.Query, faults) is not { } search)
        {
            return new FlowMessage.Refused(Refusal.BadInput(faults));
        }

        var quotes = await store.FindAsync(search, select.Limit, cancellationToken);
        return quotes.IsEmpty && search is QuoteSearch.ByQuoteId byId
            ? new FlowMessage.Refused(Refusal.NotFound($"QuoteID {byId.QuoteId} is unknown"))
            : new FlowMessage.QuotesFound(quotes);
    }
}
