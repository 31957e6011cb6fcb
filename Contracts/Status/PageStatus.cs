using System.Collections.Immutable;

namespace DddAspire.Contracts.Status;

/// <summary>What runs, as the page shows it: an event named <c>status</c> of the runner's <c>GET /page/events</c>.</summary>
/// <param name="Urls">Where the parts answer, by name.</param>
/// <param name="Integrations">Those deployed, in both namespaces; empty until the first deployment.</param>
/// <param name="Load">The calls being made.</param>
/// <param name="HasReport">Whether a story was told to its end, so that there is a last report.</param>
public sealed record PageStatus(
    ImmutableSortedDictionary<string, string> Urls,
    ImmutableArray<IntegrationView> Integrations,
    PageLoad Load,
    bool HasReport);

/// <summary>The load, as the page shows it.</summary>
/// <param name="Running">Whether calls are being made.</param>
/// <param name="Rate">Calls a second that were asked for.</param>
/// <param name="Succeeded">Calls answered so far.</param>
/// <param name="Failed">Calls failed so far.</param>
public sealed record PageLoad(bool Running, double Rate, long Succeeded, long Failed);
