using System.Collections.Immutable;
using System.Globalization;
using DddAspire.Contracts;
using DddAspire.Contracts.Status;

namespace DddAspire.AppHost.Integrations;

/// <summary>What the dashboard shows of an integration, from what the runner knows.</summary>
internal static class IntegrationSnapshot
{
    /// <summary>The entry after the runner's status.</summary>
    public static CustomResourceSnapshot Show(CustomResourceSnapshot before, string name, ImmutableArray<IntegrationView> seen)
    {
        var live = Live(name, seen);
        return live is null
            ? before with { State = KnownResourceStates.Waiting }
            : before with
            {
                State = StateOf(live),
                Properties = [.. before.Properties.Where(IsAspires), .. PropertiesOf(live, seen.Where(status => status.Name == name))],
            };
    }

    /// <summary>What keeps it from doing its job for its users; null when nothing does.</summary>
    public static string? Trouble(string name, ImmutableArray<IntegrationView> seen) => Live(name, seen) switch
    {
        null => "not deployed yet",
        { } live when TakesCalls(live) => null,
        { } live => string.Create(CultureInfo.InvariantCulture, $"{live.Ready} of {live.Desired} pods take calls"),
    };

    private static IntegrationView? Live(string name, ImmutableArray<IntegrationView> seen) =>
        seen.FirstOrDefault(status => status.Name == name && status.Namespace == Solution.TestNamespace);

    private static bool TakesCalls(IntegrationView live) => live.Ready >= live.Desired && live.Desired > 0;

    // Among them is whose child it is.
    private static bool IsAspires(ResourcePropertySnapshot property) =>
        property.Name.StartsWith("resource.", StringComparison.Ordinal) && property.Name != CustomResourceKnownProperties.Source;

    private static ResourceStateSnapshot StateOf(IntegrationView live) => TakesCalls(live)
        ? new ResourceStateSnapshot(KnownResourceStates.Running, KnownResourceStateStyles.Success)
        : new ResourceStateSnapshot(live.Ready == 0 ? KnownResourceStates.Starting : KnownResourceStates.Running, KnownResourceStateStyles.Warn);

    private static IEnumerable<ResourcePropertySnapshot> PropertiesOf(IntegrationView live, IEnumerable<IntegrationView> everywhere)
    {
        // The dashboard's column "source": what a presenter looks at while the version changes.
        yield return new ResourcePropertySnapshot(CustomResourceKnownProperties.Source, $"{live.Runtime} / {live.Bar}");
        yield return new ResourcePropertySnapshot("Fix pack", live.Runtime) { IsHighlighted = true };
        yield return new ResourcePropertySnapshot("Application", live.Bar) { IsHighlighted = true };
        yield return new ResourcePropertySnapshot("Pods", string.Create(CultureInfo.InvariantCulture, $"{live.Ready} of {live.Desired}")) { IsHighlighted = true };
        yield return new ResourcePropertySnapshot("Image", live.Image);
        foreach (var other in everywhere.Where(status => status.Namespace != live.Namespace))
        {
            yield return new ResourcePropertySnapshot(
                $"In {other.Namespace}", string.Create(CultureInfo.InvariantCulture, $"{other.Runtime} / {other.Bar}, {other.Ready} of {other.Desired}"));
        }
    }
}
