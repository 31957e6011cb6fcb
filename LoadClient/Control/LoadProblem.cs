using System.Collections.Immutable;

namespace DddAspire.LoadClient.Control;

/// <summary>Why a request was refused.</summary>
public sealed record LoadProblem(ImmutableArray<string> Problems);
