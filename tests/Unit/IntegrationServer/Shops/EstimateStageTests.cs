using System.Text;
using System.Text.Json;
using DddAspire.IntegrationServer.Bars;
using DddAspire.IntegrationServer.Flows;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.IntegrationServer.Shops;

public sealed class EstimateStageTests
{
    private static readonly IFlowStage Stage = new EstimateStage(new FlowStep.Estimate("Vendor", 50, 10, 0, 1), TimeProvider.System);

    [Theory]
    [InlineData("null")]
    [InlineData("""{"RequestID":"r","LicensePlate":"p","DentLocations":[null]}""")]
    [InlineData("""{"RequestID":"r","LicensePlate":"p","DentLocations":null}""")]
    public async Task Question_ThatLacksADent_IsUnreadable(string body) => await Should.ThrowAsync<JsonException>(
        () => Stage.RunAsync(new FlowMessage.QueueCall(Encoding.UTF8.GetBytes(body)), TestContext.Current.CancellationToken));
}
