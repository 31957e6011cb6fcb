namespace DddAspire.Contracts;

/// <summary>The exit codes of ./demo and of the AppHost.</summary>
public static class ExitCodes
{
    /// <summary>Done, and the verdict (if there is one) passed.</summary>
    public const int Done = 0;

    /// <summary>The verdict failed or is inconclusive.</summary>
    public const int VerdictFailed = 1;

    /// <summary>Usage, or something missing on this machine.</summary>
    public const int Machine = 2;

    /// <summary>The environment broke.</summary>
    public const int Environment = 3;

    /// <summary>Ended by Ctrl+C: 128 and the number of SIGINT, as shells have it.</summary>
    public const int Cancelled = 130;
}
