using System.Security.Cryptography;
using System.Text;

namespace DddAspire.DemoEnvironment.GitServers.Webhooks;

/// <summary>How a push event is signed: HMAC-SHA256 over the raw body, in lower-case hex.</summary>
public static class WebhookSignature
{
    /// <summary>Gitea's header: the signature alone.</summary>
    public const string GiteaHeader = "X-Gitea-Signature";

    /// <summary>GitHub's header: the signature after <c>sha256=</c>.</summary>
    public const string HubHeader = "X-Hub-Signature-256";

    /// <summary>Signs a body.</summary>
    public static string Sign(ReadOnlySpan<byte> body, string secret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    /// <summary>Whether <paramref name="signature"/> (with or without <c>sha256=</c>) is that of the body; takes the same time for every wrong one.</summary>
    public static bool Verify(ReadOnlySpan<byte> body, string secret, string? signature) =>
        signature is not null
        && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Sign(body, secret)),
            Encoding.ASCII.GetBytes(signature.StartsWith("sha256=", StringComparison.Ordinal) ? signature["sha256=".Length..] : signature));
}
