namespace DddAspire.DemoEnvironment.Containers;

/// <summary>What the engine says a container is doing.</summary>
public enum ContainerStatus
{
    /// <summary>A word that this product does not know.</summary>
    Unknown,

    /// <summary>Made, never started.</summary>
    Created,

    /// <summary>At work.</summary>
    Running,

    /// <summary>Frozen.</summary>
    Paused,

    /// <summary>On its way to running.</summary>
    Restarting,

    /// <summary>On its way out.</summary>
    Removing,

    /// <summary>Ended.</summary>
    Exited,

    /// <summary>The engine could neither stop nor remove it.</summary>
    Dead,
}
