namespace DddAspire.DemoRunner.Stories;

/// <summary>Which story to tell, about what, at what rate.</summary>
/// <param name="Story">The story.</param>
/// <param name="Integration">The one that is changed.</param>
/// <param name="Namespace">Where the load runs.</param>
/// <param name="Rate">Calls a second, 1 to 10,000.</param>
internal sealed record StoryRequest(StoryName Story, string Integration, string Namespace, double Rate)
{
    public const double DefaultRate = 50;
    public const double HighestRate = 10_000;

    /// <summary>A request with what was left out filled in as the story is usually told.</summary>
    /// <exception cref="StoryRefusedException">Something asked for does not exist or is out of range.</exception>
    public static StoryRequest Of(StoryName story, string? integration, string? space, double? rate)
    {
        var request = new StoryRequest(
            story,
            integration ?? (story == StoryName.Downtime ? Solution.Api : Solution.Acme),
            space ?? (story == StoryName.BrokenFixPack ? Solution.DevNamespace : Solution.TestNamespace),
            rate ?? DefaultRate);
        return request switch
        {
            _ when !Solution.Integrations.Contains(request.Integration) => throw new StoryRefusedException(
                $"There is no integration '{request.Integration}'.", $"Choose one of: {string.Join(", ", Solution.Integrations)}."),
            _ when !Solution.Namespaces.Contains(request.Namespace) => throw new StoryRefusedException(
                $"There is no namespace '{request.Namespace}' of this solution.", $"Choose one of: {string.Join(", ", Solution.Namespaces)}."),
            _ when request.Rate is not (>= 1 and <= HighestRate) => throw new StoryRefusedException(
                $"A rate of {request.Rate} calls a second is out of range.", $"Choose 1 to {HighestRate:0}."),
            _ when story == StoryName.ApplicationUpdate && request.Integration == Solution.Api => throw new StoryRefusedException(
                "ddd-api has one version of its application only.", "Choose one of the shops, such as --integration ddd-acme."),
            _ => request,
        };
    }
}
