using System.Text.Json.Nodes;

namespace DddAspire.DemoRunner.Stories;

/// <summary>Asks the API for one quote, as a curious person beside the load would.</summary>
internal sealed class QuoteProbe(HttpClient http)
{
    private static readonly JsonObject Dents = new()
    {
        ["Name"] = "Ando Okuma",
        ["EMail"] = "ando@ddd.example",
        ["Address"] = "1 Curious Lane",
        ["USState"] = "FL",
        ["LicensePlate"] = "STORY 1",
        ["DentLocations"] = new JsonArray(
            new JsonObject { ["PanelType"] = "Door", ["NumberOfDents"] = 2 },
            new JsonObject { ["PanelType"] = "Fender", ["NumberOfDents"] = 1 }),
    };

    /// <summary>Posts the sample request once; a call that fails is not sent again.</summary>
    /// <exception cref="HttpRequestException">No answer, or one that is not a success.</exception>
    public async Task<SampleQuote> AskAsync(Uri api, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(api, "/drivewayrepair/quote")) { Content = JsonContent.Create(Dents) };
        using var answer = await http.SendAsync(request, cancellationToken);
        answer.EnsureSuccessStatusCode();
        var body = await answer.Content.ReadFromJsonAsync<JsonObject>(cancellationToken)
            ?? throw new HttpRequestException("the API answered with an empty body");
        var header = answer.Headers.TryGetValues(VersionHeaders.Name, out var values) ? string.Join(", ", values) : "";
        return SampleQuote.Parse(body, VersionHeaders.Read(header));
    }
}
