using System.Collections.Immutable;

namespace DddAspire.AppHost.Integrations;

/// <summary>The parts of the integration solution, by name.</summary>
internal static class IntegrationNames
{
    /// <summary>The one that a story usually changes.</summary>
    public const string Usual = "ddd-acme";

    /// <summary>All four: the API and the three shops.</summary>
    public static ImmutableArray<string> All { get; } = ["ddd-api", Usual, "ddd-bernie", "ddd-chris"];
}
