using System.Collections.Immutable;

namespace DddAspire.Contracts.Load;

/// <summary>One request to any HTTP API, sent over and over, and what its answer must be.</summary>
/// <param name="Method">GET, POST, PUT and the like.</param>
/// <param name="BodyFile">The file whose bytes are the body; null for none.</param>
/// <param name="Headers">Header fields whose values stand in variables of the environment, so that a token is on no command line.</param>
/// <param name="Expect">What the answer's JSON must say.</param>
/// <param name="VersionHeader">The name of the header by which an answer says which version served it; null when none does.</param>
/// <param name="AuthoritiesFile">A PEM file of the only authorities to trust; null for those of the machine.</param>
public sealed record RequestPlan(
    string Method,
    string? BodyFile,
    ImmutableArray<HeaderVariable> Headers,
    ImmutableArray<ExpectedValue> Expect,
    string? VersionHeader,
    string? AuthoritiesFile);

/// <summary>A header field whose value stands in a variable of the environment.</summary>
public sealed record HeaderVariable(string Name, string Variable);

/// <summary>A place in a JSON answer, such as <c>$.items[0].state</c>, and what must stand there.</summary>
public sealed record ExpectedValue(string Path, string Value);
