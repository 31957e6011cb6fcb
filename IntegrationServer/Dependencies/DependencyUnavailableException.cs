
namespace DddAspire.IntegrationServer.Dependencies;

/// <summary>The database or the queue manager cannot be reached now, or has too much to do; the caller may ask again in a moment.</summary>
internal sealed class DependencyUnavailableException(string dependency, string reason, Exception? innerException = null)
    : IOException($"the {dependency} is unavailable: {reason}", innerException)
{
    public string Dependency { get; } = dependency;
}
