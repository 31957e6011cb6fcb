
namespace DddAspire.IntegrationServer.Flows;

/// <summary>A stage for one type of message; <see cref="FlowRules"/> made sure that no other arrives.</summary>
internal abstract class FlowStage<TTaken> : IFlowStage
    where TTaken : FlowMessage
{
    Task<FlowMessage> IFlowStage.RunAsync(FlowMessage message, CancellationToken cancellationToken) =>
        RunAsync((TTaken)message, cancellationToken);

    protected abstract Task<FlowMessage> RunAsync(TTaken message, CancellationToken cancellationToken);
}
