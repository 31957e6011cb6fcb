namespace DddAspire.Contracts.Load;

/// <summary>The versions that one answer's header named together, as callers saw them.</summary>
/// <param name="Header">The header's value: more than one integration.</param>
/// <param name="FirstSeen">When the first answer with it came.</param>
/// <param name="LastSeen">When the last answer with it came.</param>
/// <param name="Answers">How many answers had it.</param>
public sealed record VersionSetObservation(string Header, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, long Answers);
