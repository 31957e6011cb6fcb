namespace DddAspire.AppHost;

/// <summary>How long the environment lives.</summary>
internal enum EnvironmentLifetime
{
    /// <summary>As long as the AppHost: cluster, registry and state go with it; reports stay.</summary>
    Session,

    /// <summary>Until <c>./demo down</c>: the next AppHost, or <c>./demo up</c>, takes it up again.</summary>
    Persistent,
}
