using System.Text.Json.Serialization;

namespace DddAspire.Contracts.Stories;

/// <summary>Which story to tell, about what, at what rate.</summary>
/// <param name="Story">The story.</param>
/// <param name="Integration">The one that is changed.</param>
/// <param name="Namespace">Where the load runs.</param>
/// <param name="Rate">Calls a second, 1 to 10,000.</param>
public sealed record StoryRequest(StoryName Story, string Integration, string Namespace, double Rate)
{
    /// <summary>The highest p99 of the latency, in milliseconds, with which the story may pass; no limit without it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MaxP99 { get; init; }

    /// <summary>Whether it waits before each step until the presenter says next.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Step { get; init; }

    public const double DefaultRate = 50;
    public const double HighestRate = 10_000;

    /// <summary>The same with a limit of latency, or without one.</summary>
    /// <exception cref="StoryRefusedException">The limit is out of range.</exception>
    public StoryRequest WithMaxP99(double? milliseconds) => milliseconds is null or (>= 1 and <= 60_000)
        ? this with { MaxP99 = milliseconds }
        : throw new StoryRefusedException($"A latency limit of {milliseconds} ms is out of range.", "Choose 1 to 60000.");

    /// <summary>A request with what was left out filled in as the story is usually told.</summary>
    /// <exception cref="StoryRefusedException">Something asked for does not exist or is out of range.</exception>
    public static StoryRequest Of(StoryName story, string? integration, string? space, double? rate) =>
        Of(story, integration, space, rate, Solution.Integrations);

    /// <summary>The same where git holds other integrations than the solution begins with.</summary>
    /// <exception cref="StoryRefusedException">Something asked for does not exist or is out of range.</exception>
    public static StoryRequest Of(StoryName story, string? integration, string? space, double? rate, IReadOnlyCollection<string> integrations)
    {
        var request = new StoryRequest(
            story,
            integration ?? (story == StoryName.Downtime ? Solution.Api : Solution.Acme),
            space ?? (story == StoryName.BrokenFixPack ? Solution.DevNamespace : Solution.TestNamespace),
            rate ?? DefaultRate);
        return request switch
        {
            _ when !integrations.Contains(request.Integration) => throw new StoryRefusedException(
                $"There is no integration '{request.Integration}'.", $"Choose one of: {string.Join(", ", integrations)}."),
            _ when !Solution.Namespaces.Contains(request.Namespace) => throw new StoryRefusedException(
                $"There is no namespace '{request.Namespace}' of this solution.", $"Choose one of: {string.Join(", ", Solution.Namespaces)}."),
            _ when request.Rate is not (>= 1 and <= HighestRate) => throw new StoryRefusedException(
                $"A rate of {request.Rate} calls a second is out of range.", $"Choose 1 to {HighestRate:0}."),
            _ when story == StoryName.ApplicationUpdate && request.Integration == Solution.Api => throw new StoryRefusedException(
                "ddd-api has one version of its application only.", "Choose one of the shops, such as --integration ddd-acme."),
            _ when story == StoryName.SeveralVersions && !Solution.Shops.Contains(request.Integration) => throw new StoryRefusedException(
                $"{request.Integration} is none of the three shops, whose versions this story mixes.", $"Choose one of: {string.Join(", ", Solution.Shops)}."),
            _ => request,
        };
    }
}
