namespace DddAspire.AppHost.Parts;

/// <summary>How long the cluster lives, and with it registry, git server and state.</summary>
internal enum ClusterLifetime
{
    /// <summary>As long as the AppHost: cluster, registry and state go with it; reports stay.</summary>
    Session,

    /// <summary>Until <c>./demo down</c>: the next AppHost, or <c>./demo up</c>, takes it up again.</summary>
    Persistent,
}
