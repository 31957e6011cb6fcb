using System.Diagnostics;

namespace DddAspire.DemoRunner.Stories;

/// <summary>Where the spans of stories come from.</summary>
internal static class StoryTelemetry
{
    /// <summary>The activity source's name.</summary>
    public const string SourceName = "DddAspire.Stories";

    /// <summary>One span a story, one a step.</summary>
    public static ActivitySource Activities { get; } = new(SourceName);
}
