using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DddAspire.LoadClient.Wire;

/// <summary>The client's end of a TLS session: the server must show a certificate for the host of the url, valid now, from a trusted authority.</summary>
internal sealed class TlsClient
{
    private readonly string _host;
    private readonly X509ChainPolicy _policy;

    /// <param name="host">The name or address in the url.</param>
    /// <param name="authorities">The only authorities to trust; null for those of the machine.</param>
    public TlsClient(string host, X509Certificate2Collection? authorities)
    {
        _host = host;
        // As curl does: no list of revoked certificates and no missing intermediate is fetched, so a handshake waits for nobody else.
        _policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        if (authorities is not null)
        {
            _policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            _policy.CustomTrustStore.AddRange(authorities);
        }
    }

    /// <summary>Reads a file of PEM certificates.</summary>
    /// <exception cref="UnusableAuthoritiesException">It can't be read, or holds none.</exception>
    public static X509Certificate2Collection ReadAuthorities(string file)
    {
        try
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(file);
            return authorities.Count > 0 ? authorities : throw new UnusableAuthoritiesException(file, "it holds no PEM certificate");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new UnusableAuthoritiesException(file, failure.Message, failure);
        }
    }

    /// <exception cref="CallFailedException">There is no session to be had; nothing of a request was sent.</exception>
    public async ValueTask<SslStream> AuthenticateAsync(Socket socket, CancellationToken cancellationToken)
    {
        string? fault = null;
        var session = new SslStream(new NetworkStream(socket, ownsSocket: false));
        var authenticated = false;
        try
        {
            await session.AuthenticateAsClientAsync(OptionsWith((_, certificate, chain, errors) =>
                (fault = FaultOf(certificate, chain, errors)) is null), cancellationToken);
            authenticated = true;
            return session;
        }
        catch (AuthenticationException failure)
        {
            throw new CallFailedException(FailureKind.Tls, fault ?? $"no TLS session: {failure.Message}", failure);
        }
        catch (IOException failure)
        {
            throw new CallFailedException(FailureKind.Tls, $"the connection ended during the TLS handshake: {failure.Message}", failure);
        }
        finally
        {
            if (!authenticated)
            {
                await session.DisposeAsync();
            }
        }
    }

    private SslClientAuthenticationOptions OptionsWith(RemoteCertificateValidationCallback check) => new()
    {
        TargetHost = _host,
        ApplicationProtocols = [SslApplicationProtocol.Http11],
        // A session adds the server's own certificates to the policy it is given.
        CertificateChainPolicy = _policy.Clone(),
        RemoteCertificateValidationCallback = check,
    };

    private string? FaultOf(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return null;
        }

        var faults = new List<string>();
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            faults.Add("the server shows none");
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            faults.Add($"it is not for '{_host}'");
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
        {
            faults.AddRange(chain?.ChainStatus.Select(status => status.Status.ToString()).Distinct() ?? ["its chain is not trusted"]);
        }

        return $"certificate refused: {string.Join(", ", faults)}{Shown(certificate)}";
    }

    private static string Shown(X509Certificate? certificate) => certificate is X509Certificate2 shown
        ? string.Create(
            CultureInfo.InvariantCulture,
            $" (it says {shown.Subject}, valid {shown.NotBefore.ToUniversalTime():yyyy-MM-dd} to {shown.NotAfter.ToUniversalTime():yyyy-MM-dd})")
        : "";
}

/// <summary>The file of authorities to trust is of no use.</summary>
internal sealed class UnusableAuthoritiesException(string file, string why, Exception? innerException = null)
    : Exception($"authorities: '{file}' can't be used: {why}. Try: openssl x509 -in {file} -noout -subject", innerException);
