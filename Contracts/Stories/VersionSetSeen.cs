using System.Collections.Immutable;

namespace DddAspire.Contracts.Stories;

/// <summary>Versions of all integrations that served one call together, as callers saw them in an answer's header.</summary>
/// <param name="Versions">By integration, such as <c>ddd-acme</c>.</param>
/// <param name="FirstSeen">When the first answer from just these came, UTC.</param>
/// <param name="LastSeen">When the last one did, UTC.</param>
/// <param name="Answers">How many answers came from them.</param>
public sealed record VersionSetSeen(
    ImmutableSortedDictionary<string, IntegrationVersion> Versions, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, long Answers);
