using System.Collections.Immutable;

namespace DddAspire.LoadClient.Quotes;

/// <summary>What a vendor charges a dent, and when it has time; in the order of the numbers in <c>Versions</c>.</summary>
internal sealed record VendorTerms(string Name, decimal CostPerDent, int DaysUntilAppointment)
{
    public static ImmutableArray<VendorTerms> All { get; } =
    [
        new("AcmeAutoAccidents", 50, 10),
        new("BernieBashedBumpers", 100, 5),
        new("ChrisCrumpledCars", 75, 7),
    ];

    /// <summary>The price by the version of the vendor's bar: version 2 is 10 % lower. Null for a version that nobody has agreed on.</summary>
    public decimal? Cost(int dents, string version) => version switch
    {
        "1" => CostPerDent * dents,
        "2" => CostPerDent * dents * 0.9m,
        _ => null,
    };
}
