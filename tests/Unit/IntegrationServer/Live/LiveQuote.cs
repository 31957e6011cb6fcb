using System.Text;

namespace DddAspire.Unit.IntegrationServer.Live;

/// <summary>Asks for the sample quote.</summary>
internal static class LiveQuote
{
    public static async Task<HttpResponseMessage> PostAsync(HttpClient api, string email, string requestId, CancellationToken cancellationToken)
    {
        var body = $$"""
            {"Name":"Ms Dent","EMail":"{{email}}","Address":"1 Main St","USState":"FL","LicensePlate":"A1B2C3",
             "DentLocations":[{"PanelType":"Door","NumberOfDents":2},{"PanelType":"Fender","NumberOfDents":1}]}
            """;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/drivewayrepair/quote") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Request-Id", requestId);
        return await api.SendAsync(request, cancellationToken);
    }
}
