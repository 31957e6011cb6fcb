using System.Text.Json;
using DddAspire.IntegrationServer.Quotes;

namespace DddAspire.IntegrationServer.Flows;

/// <summary>The step `read-quote-request`: body and request id, or what is wrong with them.</summary>
internal sealed class ReadQuoteRequestStage : FlowStage<FlowMessage.HttpCall>
{
    protected override async Task<FlowMessage> RunAsync(FlowMessage.HttpCall message, CancellationToken cancellationToken)
    {
        try
        {
            var faults = new FieldFaults();
            var requestId = RequestId.Read(message.Request.Headers, faults);
            var body = await ReadBodyAsync(message.Request, faults, cancellationToken);
            var request = body is null ? null : QuoteRequestRules.Check(body, faults);
            return request is null || !faults.IsEmpty
                ? new FlowMessage.Refused(Refusal.BadInput(faults))
                : new FlowMessage.QuoteAsked(requestId, request);
        }
        catch (BadHttpRequestException refused)
        {
            return new FlowMessage.Refused(Refusal.BadBody(refused.StatusCode, refused.Message));
        }
    }

    private static async Task<QuoteRequestBody?> ReadBodyAsync(HttpRequest request, FieldFaults faults, CancellationToken cancellationToken)
    {
        try
        {
            var body = await JsonSerializer.DeserializeAsync(request.Body, QuoteJson.Default.QuoteRequestBody, cancellationToken);
            if (body is null)
            {
                faults.Add("body", "must be a JSON object");
            }

            return body;
        }
        catch (JsonException damage)
        {
            faults.Add(FieldOf(damage.Path), "cannot be read as JSON of the expected type");
            return null;
        }
    }

    // "$.DentLocations[0].NumberOfDents" -> "DentLocations[0].NumberOfDents"
    private static string FieldOf(string? path) => path is { Length: > 2 } ? path[2..] : "body";
}
