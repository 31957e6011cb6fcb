using System.Text.Json;
using DddAspire.IntegrationServer.Bars;
using DddAspire.IntegrationServer.Shops;

namespace DddAspire.IntegrationServer.Flows;

/// <summary>The step `estimate`.</summary>
internal sealed class EstimateStage(FlowStep.Estimate terms, TimeProvider time) : FlowStage<FlowMessage.QueueCall>
{
    protected override Task<FlowMessage> RunAsync(FlowMessage.QueueCall message, CancellationToken cancellationToken)
    {
        var request = JsonSerializer.Deserialize(message.Payload.Span, ShopJson.Default.ShopRequest)
            ?? throw new JsonException("the message says null");
        if (request.DentLocations.IsDefault || request.DentLocations.Any(location => location is null))
        {
            throw new JsonException("a dent location is null");
        }

        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        return Task.FromResult<FlowMessage>(new FlowMessage.EstimateGiven(Estimator.Estimate(request, terms, today)));
    }
}
