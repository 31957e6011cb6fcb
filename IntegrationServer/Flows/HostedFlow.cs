using System.Collections.Immutable;
using DddAspire.IntegrationServer.Bars;

namespace DddAspire.IntegrationServer.Flows;

/// <summary>A flow with its stages at work, between the input and the reply.</summary>
internal sealed class HostedFlow(Flow flow, BarDescriptor bar, ImmutableArray<IFlowStage> stages)
{
    public Flow Flow { get; } = flow;

    public BarDescriptor Bar { get; } = bar;

    public async Task<FlowMessage.Answer> RunAsync(FlowMessage message, CancellationToken cancellationToken)
    {
        foreach (var stage in stages)
        {
            message = await stage.RunAsync(message, cancellationToken);
            if (message is FlowMessage.Refused refused)
            {
                return refused;
            }
        }

        return (FlowMessage.Answer)message;
    }
}
