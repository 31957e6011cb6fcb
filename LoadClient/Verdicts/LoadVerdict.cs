using System.Collections.Immutable;

namespace DddAspire.LoadClient.Verdicts;

/// <summary>Whether the objectives held, and why, each reason a sentence with its figure.</summary>
public sealed record LoadVerdict(VerdictKind Kind, ImmutableArray<string> Reasons);
