namespace DddAspire.DemoRunner.Soaks;

/// <summary>How much more may be taken at the end of a soak than after its first cycle, in which everything is used for the first time.</summary>
/// <param name="MemoryBytes">Of each program.</param>
/// <param name="Handles">Of each program.</param>
/// <param name="RegistryBytes">In the registry: the same content again is the same image.</param>
/// <param name="StateBytes">In the state folder: logs, the journal of the runs and git's history are what grows.</param>
internal sealed record SoakBounds(long MemoryBytes, int Handles, long RegistryBytes, long StateBytes)
{
    private const long MiB = 1024 * 1024;

    /// <summary>Those that the verdict is drawn by.</summary>
    public static SoakBounds Usual { get; } = new(64 * MiB, 32, 16 * MiB, 32 * MiB);
}
