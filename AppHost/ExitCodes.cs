namespace DddAspire.AppHost;

/// <summary>The exit codes that are not 0, the same as those of <c>./demo</c>.</summary>
internal static class ExitCodes
{
    /// <summary>A parameter is not understood.</summary>
    public const int NotUnderstood = 2;

    /// <summary>The environment could not be removed.</summary>
    public const int NotRemoved = 3;
}
