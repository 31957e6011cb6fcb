using System.Buffers;
using DddAspire.LoadClient.Wire;

namespace DddAspire.LoadClient.Requests;

/// <summary>What is wrong with a request plan, all of it at once.</summary>
internal static class RequestRules
{
    public const int LargestBody = 1 << 20;
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    // The client frames the request itself; an answer to HEAD is framed like none other, and CONNECT has no answer.
    private static readonly string[] OwnFields = ["Host", "Content-Length", "Transfer-Encoding", "Connection"];
    private static readonly string[] OtherMethods = ["HEAD", "CONNECT"];

    public static IReadOnlyList<string> Check(Uri url, RequestPlan plan, Func<string, string?> variables) =>
    [
        .. OfUrl(url),
        .. OfMethod(plan.Method),
        .. OfBody(plan.BodyFile),
        .. plan.Headers.SelectMany(header => OfHeader(header, variables)),
        .. plan.Expect.Where(expected => JsonPath.TryParse(expected.Path) is null)
            .Select(expected => $"expect: '{expected.Path}' names no single value; write it like $.items[0].state"),
        .. plan.VersionHeader is { } name && !IsToken(name) ? [$"version header: '{name}' is no name of a header field"] : Array.Empty<string>(),
        .. OfAuthorities(plan.AuthoritiesFile),
    ];

    private static IEnumerable<string> OfUrl(Uri url)
    {
        if (url.UserInfo.Length > 0)
        {
            yield return "url: a user name or password in it would be seen in the list of processes; put an Authorization value into a variable of the environment";
        }
    }

    private static IEnumerable<string> OfMethod(string method)
    {
        if (!IsToken(method) || OtherMethods.Contains(method, StringComparer.OrdinalIgnoreCase))
        {
            yield return $"method: '{method}' can't be sent; GET, POST, PUT, PATCH, DELETE and OPTIONS can";
        }
    }

    private static IEnumerable<string> OfBody(string? file)
    {
        if (file is not null && !File.Exists(file))
        {
            yield return $"request: there is no file '{file}'";
        }
        else if (file is not null && new FileInfo(file).Length > LargestBody)
        {
            yield return $"request: '{file}' is larger than {LargestBody:N0} bytes";
        }
    }

    private static IEnumerable<string> OfHeader(HeaderVariable header, Func<string, string?> variables)
    {
        if (!IsToken(header.Name))
        {
            yield return $"header: '{header.Name}' is no name of a header field";
        }
        else if (OwnFields.Contains(header.Name, StringComparer.OrdinalIgnoreCase))
        {
            yield return $"header: {header.Name} is set by the client itself";
        }

        // The value is a secret: it is in no message.
        switch (variables(header.Variable))
        {
            case null or "":
                yield return $"header {header.Name}: the variable {header.Variable} is not set; export {header.Variable}=...";
                break;
            case { } value when value.Any(character => character is < ' ' or '\x7f' or > '\xff'):
                yield return $"header {header.Name}: the value of {header.Variable} holds a character that no header field can, such as a line break";
                break;
        }
    }

    private static IEnumerable<string> OfAuthorities(string? file)
    {
        if (file is null)
        {
            return [];
        }

        try
        {
            TlsClient.ReadAuthorities(file);
            return [];
        }
        catch (UnusableAuthoritiesException failure)
        {
            return [failure.Message];
        }
    }

    private static bool IsToken(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExcept(TokenCharacters);
}
