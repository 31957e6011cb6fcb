namespace DddAspire.IntegrationServer.Hosting;

/// <summary>The database or the queue manager cannot be reached now; the caller may ask again in a moment.</summary>
internal sealed class DependencyAwayException(string dependency, string reason, Exception? innerException = null)
    : IOException($"the {dependency} is away: {reason}", innerException)
{
    public string Dependency { get; } = dependency;
}
