using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace DddAspire.DemoEnvironment.GitServers.BuiltIn;

/// <summary>Whether a request shows the token: as Basic password or user name, or as Gitea's <c>token</c> or a Bearer.</summary>
/// <param name="token">The one that counts.</param>
internal sealed class TokenCheck(string token)
{
    private readonly byte[] expected = Encoding.UTF8.GetBytes(token);

    /// <summary>Looks at the Authorization header.</summary>
    public Credential Read(HttpRequest request) => request.Headers.Authorization.ToString().Split(' ', 2) switch
    {
        [""] => Credential.None,
        [var scheme, var value] when scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase) => Judge(DecodeBasic(value)),
        [var scheme, var value] when scheme.Equals("token", StringComparison.OrdinalIgnoreCase)
            || scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) => Judge([value]),
        _ => Credential.Wrong,
    };

    private Credential Judge(string[] candidates) =>
        candidates.Any(candidate => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(candidate), expected))
            ? Credential.Right
            : Credential.Wrong;

    private static string[] DecodeBasic(string value)
    {
        var bytes = new byte[value.Length];
        return Convert.TryFromBase64String(value, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2)
            : [];
    }
}

/// <summary>What a request showed.</summary>
internal enum Credential
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The token.</summary>
    Right,

    /// <summary>Something else.</summary>
    Wrong,
}
