using System.Text.Json.Serialization;

namespace DddAspire.Contracts.Stories;

/// <summary>The body of <c>POST /stories/{name}</c>; what is left out is as the story is usually told.</summary>
/// <param name="Rate">Calls a second.</param>
/// <param name="Namespace">Where the load runs.</param>
/// <param name="Integration">The one that is changed.</param>
public sealed record StoryOptions(double? Rate, string? Namespace, string? Integration)
{
    /// <summary>The highest p99 of the latency, in milliseconds, with which the story may pass; no limit without it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MaxP99 { get; init; }

    /// <summary>Whether it waits before each step until the presenter says next.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Step { get; init; }
}

/// <summary>The answer to it.</summary>
/// <param name="Id">The story's id, also its report's.</param>
public sealed record StoryAccepted(string Id);
