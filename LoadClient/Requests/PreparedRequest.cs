using System.Collections.Immutable;
using System.Text;
using DddAspire.LoadClient.Calls;
using DddAspire.LoadClient.Versions;
using DddAspire.LoadClient.Wire;

namespace DddAspire.LoadClient.Requests;

/// <summary>A request plan ready to be run: its target resolved, its file and variables read once.</summary>
/// <param name="Target">Where it goes.</param>
/// <param name="Script">What is called.</param>
/// <param name="Versions">How an answer's version is read.</param>
internal sealed record PreparedRequest(Target Target, ICallScript Script, VersionHeaderCache Versions)
{
    private static readonly TimeSpan WarmUpLimit = TimeSpan.FromSeconds(5);

    /// <exception cref="InvalidRequestException">The plan can't be run.</exception>
    /// <exception cref="TargetNotFoundException">The url's host has no address.</exception>
    public static async Task<PreparedRequest> PrepareAsync(
        Uri url, RequestPlan plan, Func<string, string?> variables, CancellationToken cancellationToken)
    {
        if (RequestRules.Check(url, plan, variables) is { Count: > 0 } problems)
        {
            throw new InvalidRequestException(problems);
        }

        var target = await Target.ResolveAsync(
            url, plan.AuthoritiesFile is { } file ? TlsClient.ReadAuthorities(file) : null, cancellationToken);
        target = target with { VersionHeader = Encoding.Latin1.GetBytes(plan.VersionHeader ?? "") };
        var body = plan.BodyFile is { } path ? await File.ReadAllBytesAsync(path, cancellationToken) : [];
        var call = new RequestCall(
            Text(target, plan, variables, body, ""),
            Text(target, plan, variables, body, RequestHead.Close),
            [.. plan.Expect.Select(expected => new Expectation(JsonPath.TryParse(expected.Path)!, expected.Value))]);
        await WarmUpAsync(target, cancellationToken);
        return new PreparedRequest(target, new RequestScript(call), new VersionHeaderCache(plan.VersionHeader));
    }

    // The first handshake of a process takes long by the process' own doing; without this the first call would be charged with it.
    private static async Task WarmUpAsync(Target target, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(WarmUpLimit);
        try
        {
            using var connection = await WireConnection.OpenAsync(target, limit.Token);
        }
        catch (CallFailedException)
        {
            // For the calls to find out.
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // So is this.
        }
    }

    private static byte[] Text(Target target, RequestPlan plan, Func<string, string?> variables, byte[] body, string connection)
    {
        var fields = new StringBuilder();
        foreach (var (name, value) in Fields(plan, variables))
        {
            fields.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        fields.Append(connection);
        if (body.Length > 0 || plan.Method is "POST" or "PUT" or "PATCH")
        {
            fields.Append("Content-Length: ").Append(body.Length).Append("\r\n");
        }

        var head = $"{plan.Method} {target.PathAndQuery} HTTP/1.1\r\nHost: {target.Host}\r\n{fields}\r\n";
        return [.. Encoding.Latin1.GetBytes(head), .. body];
    }

    private static ImmutableArray<(string Name, string Value)> Fields(RequestPlan plan, Func<string, string?> variables)
    {
        ImmutableArray<(string Name, string Value)> given = [.. plan.Headers.Select(header => (header.Name, variables(header.Variable)!))];
        return [.. Usual(plan).Where(usual => !given.Any(field => field.Name.Equals(usual.Name, StringComparison.OrdinalIgnoreCase))), .. given];
    }

    private static IEnumerable<(string Name, string Value)> Usual(RequestPlan plan)
    {
        yield return ("Accept", "*/*");
        yield return ("User-Agent", "DddAspire-LoadClient");
        if (plan.BodyFile is { } file)
        {
            yield return ("Content-Type", Path.GetExtension(file).Equals(".xml", StringComparison.OrdinalIgnoreCase) ? "application/xml" : "application/json");
        }
    }
}

/// <summary>The request can't be made as planned: every problem, in words.</summary>
internal sealed class InvalidRequestException(IReadOnlyList<string> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
