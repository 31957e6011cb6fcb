using System.Collections.Immutable;
using System.Globalization;

namespace DddAspire.LoadClient.Quotes;

/// <summary>Is an answer the quote that was asked for? Pure; each method gives the first fault in words, or null.</summary>
internal static class QuoteRules
{
    public static string? FaultOf(AskedQuote asked, QuoteAnswer answer, string? versions, DateOnly today)
    {
        if (answer.QuoteID is null)
        {
            return "no QuoteID";
        }

        return Differs("EMail", asked.EMail, answer.EMail)
            ?? Differs("Name", asked.Name, answer.Name)
            ?? Differs("Address", AskedQuote.Address, answer.Address)
            ?? Differs("USState", AskedQuote.UsState, answer.USState)
            ?? Differs("LicensePlate", asked.LicensePlate, answer.LicensePlate)
            ?? FaultOfOffers(asked.Dents, answer.RepairQuotes ?? [], versions, today);
    }

    private static string? FaultOfOffers(int dents, ImmutableArray<QuoteAnswer.Offer> offers, string? versions, DateOnly today)
    {
        var numbers = versions?.Split(',') ?? [];
        if (numbers.Length != VendorTerms.All.Length)
        {
            return $"Versions is '{versions}', not one number for each of {VendorTerms.All.Length} vendors";
        }

        if (offers.Length != VendorTerms.All.Length)
        {
            return $"{offers.Length} vendors in RepairQuotes, not {VendorTerms.All.Length}";
        }

        for (var i = 0; i < numbers.Length; i++)
        {
            if (FaultOfOffer(VendorTerms.All[i], dents, offers, numbers[i], today) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private static string? FaultOfOffer(
        VendorTerms vendor, int dents, ImmutableArray<QuoteAnswer.Offer> offers, string version, DateOnly today)
    {
        if (offers.FirstOrDefault(offer => offer.VendorName == vendor.Name) is not { } offer)
        {
            return $"no offer of {vendor.Name}";
        }

        if (vendor.Cost(dents, version) is not { } cost)
        {
            return $"version '{version}' of {vendor.Name} has no price that is known here";
        }

        if (offer.CostEstimate != cost)
        {
            return string.Create(
                CultureInfo.InvariantCulture, $"{vendor.Name} asks {offer.CostEstimate} for {dents} dents, version {version} asks {cost:0.##}");
        }

        // A day to either side: the vendor may be in another time zone, and midnight may have passed since.
        var days = offer.EarliestAppointmentDate?.DayNumber - today.DayNumber - vendor.DaysUntilAppointment;
        return days is >= -1 and <= 1
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{vendor.Name} has time on {offer.EarliestAppointmentDate:yyyy-MM-dd}, not {vendor.DaysUntilAppointment} days from {today:yyyy-MM-dd}");
    }

    private static string? Differs(string field, string asked, string? answered) =>
        asked == answered ? null : $"{field} is '{answered}', asked was '{asked}'";
}
