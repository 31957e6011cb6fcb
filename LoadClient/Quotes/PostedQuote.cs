namespace DddAspire.LoadClient.Quotes;

/// <summary>A quote that was asked for and acknowledged.</summary>
internal sealed record PostedQuote(AskedQuote Asked, long QuoteId, string Versions);
