using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace DddAspire.GiteaStandIn;

/// <summary>Gitea's rule of whom a webhook may be sent to: by the name in its address, or by what that name resolves to.</summary>
/// <param name="list">Names, networks and the words external, private and loopback, with commas between.</param>
public sealed class AllowedHosts(string list)
{
    private static readonly ImmutableArray<IPNetwork> PrivateNetworks =
        [.. new[] { "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "100.64.0.0/10" }.Select(text => IPNetwork.Parse(text))];

    private readonly ImmutableArray<string> entries =
        [.. (list.Length == 0 ? "external" : list).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Whether it may be sent there.</summary>
    /// <param name="host">The name in the address.</param>
    /// <param name="address">What it resolves to.</param>
    public bool Allows(string host, IPAddress address) => entries.Any(entry => entry.ToUpperInvariant() switch
    {
        "*" => true,
        "LOOPBACK" => IPAddress.IsLoopback(address),
        "PRIVATE" => IsPrivate(address),
        "EXTERNAL" => !IPAddress.IsLoopback(address) && !IsPrivate(address) && address.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6,
        _ => IPNetwork.TryParse(entry, out var network) ? network.Contains(address) : entry.Equals(host, StringComparison.OrdinalIgnoreCase),
    });

    private static bool IsPrivate(IPAddress address) => PrivateNetworks.Any(network => network.Contains(address));
}
