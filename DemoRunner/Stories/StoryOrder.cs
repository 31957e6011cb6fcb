namespace DddAspire.DemoRunner.Stories;

/// <summary>The body of <c>POST /stories/{name}</c>; what is left out is as the story is usually told.</summary>
/// <param name="Rate">Calls a second.</param>
/// <param name="Namespace">Where the load runs.</param>
/// <param name="Integration">The one that is changed.</param>
internal sealed record StoryOrder(double? Rate, string? Namespace, string? Integration);

/// <summary>The answer to it.</summary>
/// <param name="Id">The story's id, also its report's.</param>
internal sealed record StoryAccepted(string Id);
