using System.Collections.Immutable;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace DddAspire.GiteaStandIn;

/// <summary>Who calls, by Gitea's rules: a token in the header, or as user name or password of Basic; or the password, which a second factor closes.</summary>
/// <param name="Account">The account.</param>
/// <param name="Scopes">What the token may do; empty for a password, which may do all.</param>
/// <param name="ByPassword">Whether it was the password.</param>
internal sealed record Caller(StandInAccount Account, ImmutableArray<string> Scopes, bool ByPassword)
{
    /// <summary>Finds out; null when nobody is recognised.</summary>
    public static Caller? Of(HttpRequest request, StandInData data)
    {
        var header = request.Headers.Authorization.ToString().Split(' ', 2);
        if (header is [var scheme, var value] && (scheme.Equals("token", StringComparison.OrdinalIgnoreCase) || scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)))
        {
            return ByToken(data, value);
        }

        if (header is not [_, var encoded] || !header[0].Equals("Basic", StringComparison.OrdinalIgnoreCase)
            || Encoding.UTF8.GetString(Convert.FromBase64String(encoded)).Split(':', 2) is not [var name, var password])
        {
            return null;
        }

        return ByToken(data, password) ?? ByToken(data, name)
            ?? (data.Accounts.FirstOrDefault(account => account.Name == name && account.Password == password && !account.HasSecondFactor) is { } known
                ? new Caller(known, [], ByPassword: true)
                : null);
    }

    /// <summary>Whether it may do what a scope such as <c>write:repository</c> names.</summary>
    public bool May(string scope) => ByPassword || Scopes.Contains("all") || Scopes.Contains(scope)
        || (scope.StartsWith("read:", StringComparison.Ordinal) && Scopes.Contains($"write:{scope[5..]}"));

    private static Caller? ByToken(StandInData data, string value) =>
        data.Tokens.FirstOrDefault(token => token.Value == value) is { } token && data.Accounts.FirstOrDefault(account => account.Name == token.Account) is { } account
            ? new Caller(account, token.Scopes, ByPassword: false)
            : null;
}
