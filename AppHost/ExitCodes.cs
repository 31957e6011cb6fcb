namespace DddAspire.AppHost;

/// <summary>The exit codes, the same as those of <c>./demo</c>.</summary>
internal static class ExitCodes
{
    /// <summary>Done, and the verdict passed.</summary>
    public const int Done = 0;

    /// <summary>The verdict failed or is inconclusive.</summary>
    public const int VerdictFailed = 1;

    /// <summary>A parameter is not understood.</summary>
    public const int NotUnderstood = 2;

    /// <summary>The environment broke, or could not be removed.</summary>
    public const int EnvironmentBroke = 3;
}
