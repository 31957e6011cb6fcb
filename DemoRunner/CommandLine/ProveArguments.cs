using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using DddAspire.Contracts.Faults;
using DddAspire.DemoRunner.Proofs;
using DddAspire.LoadClient.CommandLine;

namespace DddAspire.DemoRunner.CommandLine;

/// <summary>The options of <c>./demo prove</c> and the proof that they ask for.</summary>
internal sealed class ProveArguments
{
    private const double DefaultRate = 50;

    private readonly Option<string> url = new("--url") { HelpName = "URL", Description = "Where the calls go, http:// or https://", Required = true };
    private readonly Option<string> during = new("--during") { HelpName = "COMMAND", Description = "The command line that runs while the calls go on, by sh; all it prints goes to standard error", Required = true };
    private readonly Option<string?> method = new("--method") { HelpName = "NAME", Description = "GET, or POST where there is a --request" };
    private readonly Option<string?> request = new("--request") { HelpName = "FILE", Description = "The body of each call" };
    private readonly Option<ImmutableArray<(string Name, string Value)>> headers = Pairs("--header-env", "NAME=VARIABLE", "A header field whose value stands in a variable of the environment, such as Authorization=API_AUTH; may be given again");
    private readonly Option<ImmutableArray<(string Name, string Value)>> expect = Pairs("--expect", "JSONPATH=VALUE", "What each answer's JSON must say, such as '$.state=done'; may be given again");
    private readonly Option<string?> versionHeader = new("--version-header") { HelpName = "NAME", Description = "The header of an answer that says which version served; then a new one must be seen" };
    private readonly Option<double?> rate = NumberOption.Of("--rate", $"Calls a second (default {DefaultRate:0})");
    private readonly Option<TimeSpan?> timeout = Duration("--timeout", "How long one call may take (default 2s)");
    private readonly Option<TimeSpan?> before = Duration("--before", "How long the calls go on before the command (default 10s)");
    private readonly Option<TimeSpan?> after = Duration("--after", "How long they go on after it has ended (default 15s)");
    private readonly Option<TimeSpan?> limit = Duration("--limit", "The longest that the command may take (default 30m)");
    private readonly Option<string?> authorities = new("--cacert") { HelpName = "FILE", Description = "The only certificate authorities to trust, PEM (default: those of the machine)" };
    private readonly Option<string?> folder = new("--report") { HelpName = "DIR", Description = "Where the report's folder is made (default .demo/proofs in the checkout, else ./proofs)" };

    /// <summary>All of them, to be added to the command.</summary>
    public IEnumerable<Option> All =>
        [url, during, method, request, headers, expect, versionHeader, rate, timeout, before, after, limit, authorities, folder];

    /// <summary>What was asked for.</summary>
    public ProofRequest Read(ParseResult line)
    {
        var file = line.GetValue(request);
        return new ProofRequest(
            new LoadPlan(line.GetRequiredValue(url), line.GetValue(rate) ?? DefaultRate)
            {
                TimeoutMs = (int)(line.GetValue(timeout) ?? TimeSpan.FromSeconds(2)).TotalMilliseconds,
            },
            new RequestPlan(
                (line.GetValue(method) ?? (file is null ? "GET" : "POST")).ToUpperInvariant(),
                Full(file),
                [.. Given(line, headers).Select(pair => new HeaderVariable(pair.Name, pair.Value))],
                [.. Given(line, expect).Select(pair => new ExpectedValue(pair.Name, pair.Value))],
                line.GetValue(versionHeader),
                Full(line.GetValue(authorities))),
            line.GetRequiredValue(during),
            line.GetValue(before) ?? TimeSpan.FromSeconds(10),
            line.GetValue(after) ?? TimeSpan.FromSeconds(15),
            line.GetValue(limit) ?? TimeSpan.FromMinutes(30));
    }

    /// <summary>Where reports are written to.</summary>
    public string Folder(ParseResult line)
    {
        if (line.GetValue(folder) is { } chosen)
        {
            return Path.GetFullPath(chosen);
        }

        try
        {
            return Path.Combine(RepositoryRoot.Find(), ".demo", "proofs");
        }
        catch (MachineException)
        {
            return Path.GetFullPath("proofs");
        }
    }

    private static string? Full(string? path) => path is null ? null : Path.GetFullPath(path);

    private static ImmutableArray<(string Name, string Value)> Given(ParseResult line, Option<ImmutableArray<(string Name, string Value)>> option) =>
        line.GetValue(option) is { IsDefault: false } given ? given : [];

    private static Option<ImmutableArray<(string Name, string Value)>> Pairs(string name, string value, string description) => new(name)
    {
        HelpName = value,
        Description = description,
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
        CustomParser = result => [.. result.Tokens.Select(token => Pair(result, name, token.Value))],
    };

    private static (string Name, string Value) Pair(ArgumentResult result, string option, string text)
    {
        if (text.IndexOf('=', StringComparison.Ordinal) is > 0 and var at)
        {
            return (text[..at], text[(at + 1)..]);
        }

        result.AddError($"{option}: '{text}' is not written NAME=VALUE");
        return ("", "");
    }

    private static Option<TimeSpan?> Duration(string name, string description) => new(name)
    {
        HelpName = "TIME",
        Description = description,
        CustomParser = result =>
        {
            if (DurationText.TryParse(result.Tokens[0].Value, out var duration))
            {
                return duration;
            }

            result.AddError($"{name}: '{result.Tokens[0].Value}' is no duration such as 500ms, 30s, 5m or 1h");
            return null;
        },
    };
}
