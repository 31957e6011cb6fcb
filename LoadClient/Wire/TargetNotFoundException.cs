namespace DddAspire.LoadClient.Wire;

/// <summary>The host of the url has no address.</summary>
internal sealed class TargetNotFoundException(Uri url, Exception innerException)
    : Exception($"'{url.Host}' has no address: {innerException.Message}. Check --url, or try: getent hosts {url.Host}", innerException);
