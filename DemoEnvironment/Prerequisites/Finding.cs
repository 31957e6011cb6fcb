namespace DddAspire.DemoEnvironment.Prerequisites;

/// <summary>What was found of one thing that the demo needs.</summary>
/// <param name="Name">What it is.</param>
/// <param name="State">Whether it will do.</param>
/// <param name="Found">Version or figure, or why there is none.</param>
/// <param name="Remedy">The command that mends it; null when nothing needs mending.</param>
public sealed record Finding(string Name, FindingState State, string Found, string? Remedy);

/// <summary>Whether something will do.</summary>
public enum FindingState
{
    /// <summary>It will.</summary>
    Ok,

    /// <summary>It will, but not well.</summary>
    Warning,

    /// <summary>It is missing or too old.</summary>
    Missing,
}
