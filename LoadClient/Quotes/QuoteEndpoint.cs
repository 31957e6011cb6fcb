using DddAspire.LoadClient.Wire;

namespace DddAspire.LoadClient.Quotes;

/// <summary>Where quotes are posted and read, and what day it is there.</summary>
internal sealed class QuoteEndpoint(Target target, TimeProvider time)
{
    private const string DefaultPath = "/drivewayrepair/quote";

    public string Host => target.Host;

    public string Path { get; } = target.PathAndQuery == "/" ? DefaultPath : target.PathAndQuery;

    public DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
}
