using System.Text.Json;

namespace DddAspire.Unit.LoadClient.Controls;

internal sealed record StoredQuote(
    long QuoteID,
    string Name,
    string EMail,
    string Address,
    string USState,
    string LicensePlate,
    string Versions,
    StoredQuote.Offer[] RepairQuotes)
{
    public static StoredQuote Answer(long id, JsonElement asked, string versions)
    {
        var dents = asked.GetProperty("DentLocations").EnumerateArray().Sum(location => location.GetProperty("NumberOfDents").GetInt32());
        var numbers = versions.Split(',');
        return new StoredQuote(
            id,
            Text("Name"),
            Text("EMail"),
            Text("Address"),
            Text("USState"),
            Text("LicensePlate"),
            versions,
            [
                Offer.Of("AcmeAutoAccidents", 50 * dents, numbers[0], 10),
                Offer.Of("BernieBashedBumpers", 100 * dents, numbers[1], 5),
                Offer.Of("ChrisCrumpledCars", 75 * dents, numbers[2], 7),
            ]);

        string Text(string field) => asked.GetProperty(field).GetString()!;
    }

    internal sealed record Offer(string VendorName, decimal CostEstimate, DateOnly EarliestAppointmentDate)
    {
        public static Offer Of(string vendor, decimal cost, string version, int days) =>
            new(vendor, version == "2" ? cost * 0.9m : cost, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(days));
    }
}
