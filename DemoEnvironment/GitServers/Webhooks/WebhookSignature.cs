using System.Security.Cryptography;
using System.Text;

namespace DddAspire.DemoEnvironment.GitServers.Webhooks;

/// <summary>How a push event is signed and checked: HMAC-SHA256 over the raw body, in hex.</summary>
public static class WebhookSignature
{
    /// <summary>Gitea's header: the signature alone.</summary>
    public const string GiteaHeader = "X-Gitea-Signature";

    /// <summary>GitHub's header: the signature after <c>sha256=</c>.</summary>
    public const string HubHeader = "X-Hub-Signature-256";

    private const string HubPrefix = "sha256=";

    /// <summary>Signs a body.</summary>
    public static string Sign(ReadOnlySpan<byte> body, string secret) => Convert.ToHexStringLower(Hash(body, secret));

    /// <summary>The hash that a body is signed by, to be fed piece by piece as the body comes in.</summary>
    public static IncrementalHash Start(string secret) => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));

    /// <summary>Whether a body was signed with our secret, in Gitea's header or in GitHub's.</summary>
    /// <inheritdoc cref="Matches(ReadOnlySpan{byte}, string?, string?)"/>
    public static bool Matches(ReadOnlySpan<byte> body, string secret, string? gitea, string? gitHub) => Matches(Hash(body, secret), gitea, gitHub);

    /// <summary>Whether a signature is the expected one; takes the same time for every wrong one.</summary>
    /// <param name="expected">The HMAC-SHA256 of the raw body with our secret.</param>
    /// <param name="gitea">Value of <see cref="GiteaHeader"/>; null when absent.</param>
    /// <param name="gitHub">Value of <see cref="HubHeader"/>, looked at only without the other; null when absent.</param>
    public static bool Matches(ReadOnlySpan<byte> expected, string? gitea, string? gitHub)
    {
        var claimed = gitea ?? (gitHub?.StartsWith(HubPrefix, StringComparison.Ordinal) == true ? gitHub[HubPrefix.Length..] : null);
        return claimed is { Length: HMACSHA256.HashSizeInBytes * 2 } && claimed.All(char.IsAsciiHexDigit)
            && CryptographicOperations.FixedTimeEquals(expected, Convert.FromHexString(claimed));
    }

    private static byte[] Hash(ReadOnlySpan<byte> body, string secret) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body);
}
