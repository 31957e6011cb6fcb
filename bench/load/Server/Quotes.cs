using System.Collections.Concurrent;

namespace DddAspire.LoadBenchServer;

/// <summary>The quote API in memory, by the contract of the integration solution.</summary>
internal static class Quotes
{
    private static readonly (string Vendor, int Cost, int Days)[] Terms =
        [("AcmeAutoAccidents", 50, 10), ("BernieBashedBumpers", 100, 5), ("ChrisCrumpledCars", 75, 7)];

    public static void MapQuotes(this WebApplication app)
    {
        var byId = new ConcurrentDictionary<long, Quote>();
        var byEmail = new ConcurrentDictionary<string, Quote>(StringComparer.Ordinal);
        var lastId = 0L;
        app.MapPost("/drivewayrepair/quote", (QuoteRequest asked) =>
        {
            var quote = Answer(Interlocked.Increment(ref lastId), asked);
            byId[quote.QuoteID] = quote;
            byEmail[quote.EMail] = quote;
            return TypedResults.Json(quote);
        });
        app.MapGet("/drivewayrepair/quote", (long? quoteID, string? email) =>
        {
            var quote = quoteID is { } id ? byId.GetValueOrDefault(id) : byEmail.GetValueOrDefault(email ?? "");
            return TypedResults.Json<Quote[]>(quote is null ? [] : [quote]);
        });
    }

    private static Quote Answer(long id, QuoteRequest asked)
    {
        var dents = asked.DentLocations.Sum(location => location.NumberOfDents);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        Offer[] offers = [.. Terms.Select(terms => new Offer(terms.Vendor, terms.Cost * dents, today.AddDays(terms.Days)))];
        return new Quote(id, asked.Name, asked.EMail, asked.Address, asked.USState, asked.LicensePlate, "1,1,1", offers);
    }
}
