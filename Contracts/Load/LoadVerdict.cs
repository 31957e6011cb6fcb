using System.Collections.Immutable;

namespace DddAspire.Contracts.Load;

/// <summary>Whether the objectives held, and why, each reason a sentence with its figure.</summary>
public sealed record LoadVerdict(VerdictKind Kind, ImmutableArray<string> Reasons)
{
    /// <summary>What a reader should know beside it: slower answers that nobody asked to be a limit.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}
