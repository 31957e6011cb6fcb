using System.Collections.Immutable;

namespace DddAspire.IntegrationServer.Quotes;

/// <summary>What a quote request must have. Every fault is reported at once, each under the name of its field.</summary>
internal static class QuoteRequestRules
{
    public const int LongestText = 200;
    public const int MostLocations = 50;
    public const int MostDents = 1000;

    /// <summary>The request, or null and the faults by field.</summary>
    public static QuoteRequest? Check(QuoteRequestBody body, FieldFaults faults)
    {
        var name = Text(body.Name, nameof(body.Name), faults);
        var email = Text(body.EMail, nameof(body.EMail), faults);
        if (email.Length > 0 && email.IndexOf('@', StringComparison.Ordinal) is <= 0)
        {
            faults.Add(nameof(body.EMail), "must be an e-mail address");
        }

        var address = Text(body.Address, nameof(body.Address), faults);
        var state = Text(body.USState, nameof(body.USState), faults);
        var plate = Text(body.LicensePlate, nameof(body.LicensePlate), faults);
        var dents = Dents(body.DentLocations, faults);
        return faults.IsEmpty ? new QuoteRequest(name, email, address, state, plate, dents) : null;
    }

    private static ImmutableArray<DentLocation> Dents(QuoteRequestBody.Dent?[]? locations, FieldFaults faults)
    {
        if (locations is not { Length: > 0 and <= MostLocations })
        {
            faults.Add(nameof(QuoteRequestBody.DentLocations), $"must be a list of 1 to {MostLocations} panels");
            return [];
        }

        return [.. locations.Select((location, index) => Dent(location, $"{nameof(QuoteRequestBody.DentLocations)}[{index}]", faults))];
    }

    private static DentLocation Dent(QuoteRequestBody.Dent? location, string field, FieldFaults faults)
    {
        var panel = Text(location?.PanelType, $"{field}.{nameof(DentLocation.PanelType)}", faults);
        if (location?.NumberOfDents is not { } dents || dents is < 1 or > MostDents)
        {
            faults.Add($"{field}.{nameof(DentLocation.NumberOfDents)}", $"must be a number from 1 to {MostDents}");
            dents = 0;
        }

        return new DentLocation(panel, dents);
    }

    private static string Text(string? value, string field, FieldFaults faults)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            faults.Add(field, "is required");
            return "";
        }

        // Postgres has no way to store U+0000 in text.
        if (value.Length > LongestText || value.Contains('\0', StringComparison.Ordinal))
        {
            faults.Add(field, $"must be text of at most {LongestText} characters");
        }

        return value;
    }
}
