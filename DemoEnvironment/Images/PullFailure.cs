using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.Images;

/// <summary>Why an image could not be pulled.</summary>
internal static class PullFailure
{
    // From dockerd's and Go's network errors, such as:
    // Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io on 10.0.0.2:53: no such host
    // Get "https://registry-1.docker.io/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)
    private static readonly string[] NetworkSigns =
    [
        "no such host", "dial tcp", "i/o timeout", "Client.Timeout", "connection refused", "network is unreachable",
        "proxyconnect", "TLS handshake timeout", "server misbehaving",
    ];

    /// <summary>Whether the registry could not be reached at all, so that no other image of it can be had either.</summary>
    public static bool IsUnreachable(ToolException exception) => exception switch
    {
        ToolFailedException failed => NetworkSigns.Any(sign => failed.Evidence.Contains(sign, StringComparison.OrdinalIgnoreCase)),
        ToolTimedOutException => true,
        _ => false,
    };
}
