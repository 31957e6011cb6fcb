namespace DddAspire.DemoEnvironment.Images;

/// <summary>The images that come from outside this repository.</summary>
public enum ImageName
{
    /// <summary>kind's node.</summary>
    Node,

    /// <summary>The OCI registry.</summary>
    Registry,

    /// <summary>What our own base images are built on.</summary>
    Debian,

    /// <summary>The quotes' database.</summary>
    Postgres,

    /// <summary>The queue manager.</summary>
    Nats,

    /// <summary>The git server, if it is not the built-in one.</summary>
    Gitea,
}
