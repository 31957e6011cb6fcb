namespace DddAspire.Contracts.Stories;

/// <summary>Every quote that a caller was promised, looked for in the database at the end.</summary>
/// <param name="Acknowledged">Quotes whose POST was answered with success.</param>
/// <param name="Stored">Those found.</param>
/// <param name="Missing">Those not found: lost work.</param>
/// <param name="Duplicated">Those found more than once: work done twice.</param>
/// <param name="Unknown">Quotes whose POST had no answer, so that either is right.</param>
/// <param name="UnknownStored">Of these, the quotes found.</param>
public sealed record StoryAuditFigures(long Acknowledged, long Stored, long Missing, long Duplicated, long Unknown, long UnknownStored);
