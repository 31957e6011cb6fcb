namespace DddAspire.IntegrationServer.Flows;

/// <summary>A step at work: takes the message of the step before and gives the one for the step after.</summary>
internal interface IFlowStage
{
    Task<FlowMessage> RunAsync(FlowMessage message, CancellationToken cancellationToken);
}
