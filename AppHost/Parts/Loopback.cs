namespace DddAspire.AppHost.Parts;

/// <summary>Addresses on 127.0.0.1, where everything listens.</summary>
internal static class Loopback
{
    /// <summary>The address of a path behind a port.</summary>
    public static string Url(int port, string path) => new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", port, path).ToString();
}
