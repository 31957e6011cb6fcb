using System.Security.Cryptography;
using System.Text;

namespace DddAspire.DemoRunner.Webhooks;

/// <summary>Whether a delivery was signed with our secret: HMAC-SHA256 of the raw body, in Gitea's header or in GitHub's.</summary>
internal static class WebhookSignature
{
    private const string GitHubPrefix = "sha256=";

    /// <summary>Compares in constant time.</summary>
    /// <param name="body">The raw body.</param>
    /// <param name="secret">The webhook's secret.</param>
    /// <param name="gitea">Value of X-Gitea-Signature: hex without a prefix; null when absent.</param>
    /// <param name="gitHub">Value of X-Hub-Signature-256: hex behind <c>sha256=</c>; null when absent.</param>
    public static bool Matches(ReadOnlySpan<byte> body, string secret, string? gitea, string? gitHub)
    {
        var claimed = gitea ?? (gitHub?.StartsWith(GitHubPrefix, StringComparison.Ordinal) == true ? gitHub[GitHubPrefix.Length..] : null);
        if (claimed is null || claimed.Length != 64 || !claimed.All(char.IsAsciiHexDigit))
        {
            return false;
        }

        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body, expected);
        return CryptographicOperations.FixedTimeEquals(expected, Convert.FromHexString(claimed));
    }
}
