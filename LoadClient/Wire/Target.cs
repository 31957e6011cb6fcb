using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace DddAspire.LoadClient.Wire;

/// <summary>Where the calls go: the address that is connected to, and what the request line and the Host field say.</summary>
internal sealed record Target(EndPoint EndPoint, string Host, string PathAndQuery)
{
    /// <summary>Resolves the name once, so that no call pays for it. Of several addresses the first that accepts is taken.</summary>
    /// <exception cref="TargetNotFoundException">The name has no address.</exception>
    public static async Task<Target> ResolveAsync(Uri url, CancellationToken cancellationToken)
    {
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(url.IdnHost, cancellationToken);
            var endPoints = addresses.Select(address => new IPEndPoint(address, url.Port)).ToArray();
            var chosen = endPoints.Length == 1 ? endPoints[0] : await FirstAcceptingAsync(endPoints, cancellationToken);
            var host = url.IsDefaultPort ? url.IdnHost : string.Create(CultureInfo.InvariantCulture, $"{url.IdnHost}:{url.Port}");
            return new Target(chosen, host, url.PathAndQuery);
        }
        catch (SocketException failure)
        {
            throw new TargetNotFoundException(url, failure);
        }
    }

    private static async Task<IPEndPoint> FirstAcceptingAsync(IPEndPoint[] endPoints, CancellationToken cancellationToken)
    {
        foreach (var endPoint in endPoints)
        {
            try
            {
                using var connection = await WireConnection.OpenAsync(endPoint, cancellationToken);
                return endPoint;
            }
            catch (CallFailedException)
            {
                // Nobody listens there; that none listens anywhere is for the calls to find out.
            }
        }

        return endPoints[0];
    }
}
