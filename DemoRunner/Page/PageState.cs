using System.Collections.Immutable;
using DddAspire.DemoRunner.Kubernetes;
using DddAspire.DemoRunner.Runs;
using DddAspire.DemoRunner.Stories;

namespace DddAspire.DemoRunner.Page;

/// <summary>What the page shows when it opens; from then on it follows its events.</summary>
/// <param name="Status">Integrations, load and links.</param>
/// <param name="Runs">Pipeline runs, the newest first.</param>
/// <param name="Story">The story that is told or was told last, without its timeline.</param>
/// <param name="Focus">The integration whose versions colour the chart.</param>
/// <param name="Integrations">Those that can be changed.</param>
/// <param name="FixPacks">Those to choose from, the first being the usual one.</param>
internal sealed record PageState(
    PageStatus Status,
    ImmutableArray<RunView> Runs,
    StoryProgress? Story,
    string Focus,
    ImmutableArray<string> Integrations,
    ImmutableArray<string> FixPacks);

/// <summary>What runs, as the page shows it.</summary>
/// <param name="Urls">Where the parts answer, by name.</param>
/// <param name="Integrations">Those deployed, in both namespaces.</param>
/// <param name="Load">The calls being made.</param>
/// <param name="HasReport">Whether a story was told to its end, so that there is a last report.</param>
internal sealed record PageStatus(
    ImmutableSortedDictionary<string, string> Urls,
    ImmutableArray<IntegrationView> Integrations,
    PageLoad Load,
    bool HasReport);

/// <summary>The load, as the page shows it.</summary>
/// <param name="Running">Whether calls are being made.</param>
/// <param name="Rate">Calls a second that were asked for.</param>
/// <param name="Succeeded">Calls answered so far.</param>
/// <param name="Failed">Calls failed so far.</param>
internal sealed record PageLoad(bool Running, double Rate, long Succeeded, long Failed);
