using System.Text.Json;
using DddAspire.IntegrationServer.Bars;
using DddAspire.IntegrationServer.Shops;

namespace DddAspire.IntegrationServer.Flows;

/// <summary>The step `scatter-gather`: asks all shops at once; those that do not answer before the deadline are late.</summary>
internal sealed class ScatterGatherStage(FlowStep.ScatterGather scatter, ShopClient shops) : FlowStage<FlowMessage.QuoteAsked>
{
    protected override async Task<FlowMessage> RunAsync(FlowMessage.QuoteAsked message, CancellationToken cancellationToken)
    {
        var request = new ShopRequest(message.RequestId, message.Request.LicensePlate, message.Request.DentLocations);
        var payload = JsonSerializer.SerializeToUtf8Bytes(request, ShopJson.Default.ShopRequest);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(scatter.Deadline);
        var answers = await Task.WhenAll(scatter.Shops.Select(shop => shops.AskAsync(shop, payload, scatter.ResendAfter, deadline.Token)));
        cancellationToken.ThrowIfCancellationRequested();
        if (answers.All(answer => answer.Estimate is null))
        {
            await shops.EnsureQueueManagerAnswersAsync(cancellationToken);
        }

        return new FlowMessage.QuoteEstimated(message, [.. answers]);
    }
}
