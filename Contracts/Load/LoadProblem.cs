using System.Collections.Immutable;

namespace DddAspire.Contracts.Load;

/// <summary>Why a request was refused.</summary>
public sealed record LoadProblem(ImmutableArray<string> Problems);
