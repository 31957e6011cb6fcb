using System.Collections.Immutable;
using DddAspire.IntegrationServer.Bars;

namespace DddAspire.IntegrationServer.Hosting;

/// <summary>The bars that this server was started with.</summary>
internal sealed record DeployedBars(ImmutableArray<Bar> Bars)
{
    public bool UsesQueue => Steps.Any(step => step is FlowStep.QueueInput or FlowStep.ScatterGather);

    public bool GathersReplies => Steps.Any(step => step is FlowStep.ScatterGather);

    public bool UsesDatabase => Steps.Any(step => step is FlowStep.StoreQuote or FlowStep.SelectQuotes);

    private IEnumerable<FlowStep> Steps => Bars.SelectMany(bar => bar.Flows).SelectMany(flow => flow.Steps);
}
