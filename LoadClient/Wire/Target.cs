using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace DddAspire.LoadClient.Wire;

/// <summary>Where the calls go: the address that is connected to, and what the request line and the Host field say.</summary>
/// <param name="EndPoint">The address.</param>
/// <param name="Host">The value of the Host field.</param>
/// <param name="PathAndQuery">What the request line asks for.</param>
internal sealed record Target(EndPoint EndPoint, string Host, string PathAndQuery)
{
    private static readonly TimeSpan AddressLimit = TimeSpan.FromSeconds(5);

    /// <summary>How a session is opened; null for calls in clear.</summary>
    public TlsClient? Tls { get; init; }

    /// <summary>The name of the header by which an answer says who served it.</summary>
    public byte[] VersionHeader { get; init; } = "X-Integration-Versions"u8.ToArray();

    /// <summary>Resolves the name once, so that no call pays for it. Of several addresses the first that accepts is taken.</summary>
    /// <exception cref="TargetNotFoundException">The name has no address.</exception>
    public static Task<Target> ResolveAsync(Uri url, CancellationToken cancellationToken) => ResolveAsync(url, null, cancellationToken);

    /// <summary>The same with the only authorities that are trusted to vouch for the host.</summary>
    /// <exception cref="TargetNotFoundException">The name has no address.</exception>
    public static async Task<Target> ResolveAsync(Uri url, X509Certificate2Collection? authorities, CancellationToken cancellationToken)
    {
        try
        {
            return await ChooseAsync(url, await Dns.GetHostAddressesAsync(url.IdnHost, cancellationToken), authorities, cancellationToken);
        }
        catch (SocketException failure)
        {
            throw new TargetNotFoundException(url, failure);
        }
    }

    /// <summary>Of a name's addresses the first that accepts; the first one where none does.</summary>
    internal static async Task<Target> ChooseAsync(
        Uri url, IReadOnlyCollection<IPAddress> addresses, X509Certificate2Collection? authorities, CancellationToken cancellationToken)
    {
        var targets = addresses.Select(address => Of(url, new IPEndPoint(address, url.Port), authorities)).ToArray();
        return targets.Length == 1 ? targets[0] : await FirstAcceptingAsync(targets, cancellationToken);
    }

    private static Target Of(Uri url, IPEndPoint endPoint, X509Certificate2Collection? authorities)
    {
        // The Host field has an address of version 6 in brackets; a certificate and a resolver know it without.
        var name = url.HostNameType == UriHostNameType.IPv6 ? url.Host : url.IdnHost;
        var host = url.IsDefaultPort ? name : string.Create(CultureInfo.InvariantCulture, $"{name}:{url.Port}");
        return new Target(endPoint, host, url.PathAndQuery)
        {
            Tls = url.Scheme == Uri.UriSchemeHttps ? new TlsClient(url.IdnHost, authorities) : null,
        };
    }

    private static async Task<Target> FirstAcceptingAsync(Target[] targets, CancellationToken cancellationToken)
    {
        foreach (var target in targets)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(AddressLimit);
            try
            {
                using var connection = await WireConnection.OpenAsync(target with { Tls = null }, limit.Token);
                return target;
            }
            catch (CallFailedException)
            {
                // Nobody listens there; that none listens anywhere is for the calls to find out.
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Nor does anybody say no.
            }
        }

        return targets[0];
    }
}
