namespace DddAspire.Contracts;

/// <summary>The one maker of HTTP clients that no factory makes: for this machine and what it publishes, which no proxy can reach.</summary>
public static class LoopbackHttp
{
    /// <summary>A client that asks no proxy.</summary>
    /// <param name="limit">How long an answer may take; a stream has no limit once it has begun.</param>
    /// <param name="baseAddress">What relative addresses begin with.</param>
    public static HttpClient Create(TimeSpan limit, Uri? baseAddress = null) =>
#pragma warning disable RS0030 // This is the owner.
        new(new SocketsHttpHandler { UseProxy = false }) { Timeout = limit, BaseAddress = baseAddress };
#pragma warning restore RS0030
}
