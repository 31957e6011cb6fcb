using System.Collections.Immutable;

namespace DddAspire.DemoRunner.Proofs;

/// <summary>Takes the values of header fields out of what a server answered: some give a caller's token back in their error messages.</summary>
internal sealed class Redaction(IEnumerable<HeaderVariable> headers, Func<string, string?> variables)
{
    private const int Shortest = 6;

    // Of "Bearer abc" a server may show "abc" alone; a short value such as "v1" would blot out half of every message.
    private readonly ImmutableArray<string> secrets =
    [
        .. headers.Select(header => variables(header.Variable) ?? "")
            .SelectMany(value => value.Split(' ').Prepend(value))
            .Where(value => value.Length >= Shortest)
            .Distinct()
            .OrderByDescending(value => value.Length),
    ];

    public LoadReport Apply(LoadReport report) => report with
    {
        Load = report.Load with
        {
            Failures = [.. report.Load.Failures.Select(failure => failure with { Detail = Apply(failure.Detail) })],
        },
    };

    private string Apply(string text) =>
        secrets.Aggregate(text, (current, secret) => current.Replace(secret, "***", StringComparison.Ordinal));
}
