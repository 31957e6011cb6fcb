using System.Globalization;
using System.Net;

namespace DddAspire.GiteaStandIn;

/// <summary>What a stand-in for Gitea is told, by the variables that Gitea's image takes (<c>GITEA__section__KEY</c>).</summary>
public sealed record StandInSettings
{
    /// <summary>The folder for accounts, tokens, webhooks and the repository.</summary>
    public required string Folder { get; init; }

    /// <summary>Where it listens.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port.</summary>
    public required int Port { get; init; }

    /// <summary>Whom webhooks may be sent to; empty for Gitea's default, which is the public internet.</summary>
    public string AllowedHosts { get; init; } = "";

    /// <summary>How often a queue of Gitea's looks for work when it is of the usual type; zero for the type that does not poll.</summary>
    public TimeSpan QueuePoll { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Reads the variables.</summary>
    /// <param name="values">All of them.</param>
    public static StandInSettings FromEnvironment(IReadOnlyDictionary<string, string> values) =>
        new()
        {
            Folder = Path.Combine(values.GetValueOrDefault("GITEA_WORK_DIR", "/var/lib/gitea"), "data"),
            Address = IPAddress.Parse(values.GetValueOrDefault("GITEA__server__HTTP_ADDR", "0.0.0.0")),
            Port = int.Parse(values.GetValueOrDefault("GITEA__server__HTTP_PORT", "3000"), CultureInfo.InvariantCulture),
            // From 1.27 on the first of the two counts, where it is set.
            AllowedHosts = values.GetValueOrDefault("GITEA__security__ALLOWED_HOST_LIST", values.GetValueOrDefault("GITEA__webhook__ALLOWED_HOST_LIST", "")),
            QueuePoll = values.GetValueOrDefault("GITEA__queue__TYPE") == "channel" ? TimeSpan.Zero : TimeSpan.FromSeconds(2),
        };
}
