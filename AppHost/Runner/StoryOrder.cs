namespace DddAspire.AppHost.Runner;

/// <summary>How a story is to be told.</summary>
/// <param name="Rate">Calls a second.</param>
/// <param name="Integration">The one that is changed; null for the usual one.</param>
internal sealed record StoryOrder(double Rate, string? Integration);
