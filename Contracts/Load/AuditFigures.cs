namespace DddAspire.Contracts.Load;

/// <summary>What reading back every posted quote found.</summary>
/// <param name="Acknowledged">Posts answered in time with a right answer.</param>
/// <param name="Stored">Acknowledged ones found at least once.</param>
/// <param name="Missing">Acknowledged ones not found: lost.</param>
/// <param name="Duplicated">Posts, acknowledged or not, found more than once.</param>
/// <param name="Unknown">Posts sent without a right answer (timed out, reset, refused by status, ...): done or not, their caller does not know.</param>
/// <param name="UnknownStored">Unknown ones found.</param>
/// <param name="UnknownNotStored">Unknown ones not found.</param>
/// <param name="NotAudited">Posts that could not be read back in the time allowed.</param>
/// <param name="DurationMs">How long the audit took, in milliseconds.</param>
public sealed record AuditFigures(
    long Acknowledged,
    long Stored,
    long Missing,
    long Duplicated,
    long Unknown,
    long UnknownStored,
    long UnknownNotStored,
    long NotAudited,
    double DurationMs);
