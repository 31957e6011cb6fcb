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

    /// <summary>Whether a line of Docker's or Podman's is the error at its end.</summary>
    public static bool IsError(string line) => line.StartsWith("Error", StringComparison.Ordinal);

    /// <summary>The end of a chain of causes, such as <c>no such host</c>.</summary>
    public static string Short(string cause) => cause[(cause.LastIndexOf(": ", StringComparison.Ordinal) is var colon and >= 0 ? colon + 2 : 0)..].Trim();
}

/// <summary>How a pull went.</summary>
internal abstract record PullResult
{
    private PullResult()
    {
    }

    /// <summary>The image is here.</summary>
    public sealed record Pulled : PullResult
    {
        /// <summary>The only one.</summary>
        public static Pulled Instance { get; } = new();
    }

    /// <summary>The registry gave no image.</summary>
    public sealed record Refused(string Cause) : PullResult;

    /// <summary>The registry could not be reached.</summary>
    /// <param name="Host">Its name.</param>
    /// <param name="Cause">Why, in a few words.</param>
    /// <param name="First">Whether this pull found it out; else it was known from another.</param>
    public sealed record Unreachable(string Host, string Cause, bool First) : PullResult;
}
