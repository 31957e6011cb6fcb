using System.Collections.Immutable;
using System.Globalization;

namespace DddAspire.IntegrationServer.Quotes;

/// <summary>By what quotes are looked for; a closed family.</summary>
internal abstract record QuoteSearch
{
    private static readonly ImmutableArray<string> Fields = ["QuoteID", "Email", "Name"];

    private QuoteSearch()
    {
    }

    public sealed record ByQuoteId(long QuoteId) : QuoteSearch;

    public sealed record ByEmail(string Email) : QuoteSearch;

    public sealed record ByName(string Name) : QuoteSearch;

    /// <summary>Exactly one of QuoteID, Email and Name says what is looked for.</summary>
    public static QuoteSearch? Read(IQueryCollection query, FieldFaults faults)
    {
        var given = Fields.Where(query.ContainsKey).ToArray();
        if (given is not [var field])
        {
            faults.Add(given.Length == 0 ? "QuoteID" : given[^1], "give exactly one of QuoteID, Email and Name");
            return null;
        }

        var value = query[field].ToString();
        if (value.Length is 0 or > QuoteRequestRules.LongestText || value.Contains('\0', StringComparison.Ordinal))
        {
            faults.Add(field, $"must be 1 to {QuoteRequestRules.LongestText} characters");
            return null;
        }

        return field switch
        {
            "Email" => new ByEmail(value),
            "Name" => new ByName(value),
            _ => ById(value, faults),
        };
    }

    private static ByQuoteId? ById(string value, FieldFaults faults)
    {
        if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return new ByQuoteId(id);
        }

        faults.Add("QuoteID", "must be a whole number");
        return null;
    }
}
