using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace DddAspire.DemoRunner.Stories;

/// <summary>Asks the API for one quote, as a curious person beside the load would.</summary>
internal sealed class QuoteProbe(HttpClient http)
{
    private const string VersionsHeader = "X-Integration-Versions";

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
        var header = answer.Headers.TryGetValues(VersionsHeader, out var values) ? string.Join(", ", values) : "";
        return SampleQuote.Parse(body, ServedBy(header));
    }

    /// <summary>Reads <c>api=12.0.11.0-r1/DrivewayDemo, acme=…</c>; integrations get their full names.</summary>
    internal static ImmutableSortedDictionary<string, IntegrationVersion> ServedBy(string header) =>
        header.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2))
            .Where(pair => pair.Length == 2 && pair[1].Contains('/', StringComparison.Ordinal))
            .ToImmutableSortedDictionary(pair => Solution.FullName(pair[0]), pair => Version(pair[1]), StringComparer.Ordinal);

    private static IntegrationVersion Version(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return new(text[..slash], text[(slash + 1)..]);
    }
}
