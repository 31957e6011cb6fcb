using System.Collections.Immutable;
using DddAspire.IntegrationServer.Bars;
using DddAspire.IntegrationServer.Quotes;
using DddAspire.IntegrationServer.Shops;

namespace DddAspire.IntegrationServer.Flows;

/// <summary>Turns the steps of the bars into stages at work. Queue and database are made only when a flow has a step for them.</summary>
internal sealed class FlowCompiler(Func<ShopClient> shops, Func<QuoteStore> store, TimeProvider time)
{
    public ImmutableArray<HostedFlow> Compile(IEnumerable<Bar> bars) =>
        [.. from bar in bars from flow in bar.Flows select new HostedFlow(flow, bar.Descriptor, [.. flow.Steps.Select(StageOf).OfType<IFlowStage>()])];

    // Input and reply are the two ends that the host of the flow works itself.
    private IFlowStage? StageOf(FlowStep step) => step switch
    {
        FlowStep.HttpInput or FlowStep.QueueInput or FlowStep.Reply => null,
        FlowStep.ReadQuoteRequest => new ReadQuoteRequestStage(),
        FlowStep.ScatterGather scatter => new ScatterGatherStage(scatter, shops()),
        FlowStep.StoreQuote => new StoreQuoteStage(store()),
        FlowStep.SelectQuotes select => new SelectQuotesStage(select, store()),
        FlowStep.Estimate estimate => new EstimateStage(estimate, time),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "a step without a stage"),
    };
}
