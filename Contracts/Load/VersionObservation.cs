namespace DddAspire.Contracts.Load;

/// <summary>A version of an integration as callers saw it, by the header of the answers.</summary>
/// <param name="Integration">Its name in the header: api, acme, bernie, chris.</param>
/// <param name="Runtime">The fix pack that served.</param>
/// <param name="Bar">The bar that served.</param>
/// <param name="FirstSeen">When the first answer with it came.</param>
/// <param name="LastSeen">When the last answer with it came.</param>
/// <param name="Answers">How many answers named it.</param>
public sealed record VersionObservation(
    string Integration, string Runtime, string Bar, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, long Answers);
