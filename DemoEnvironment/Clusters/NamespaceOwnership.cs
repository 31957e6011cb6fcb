using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.Platform;
using k8s.Models;

namespace DddAspire.DemoEnvironment.Clusters;

/// <summary>
/// Whose a namespace of our names is. That of an environment carries its mark; a label that others may use too, such as part-of, says
/// nothing: what was taken for ours by it would be removed with all that is in it.
/// </summary>
internal static class NamespaceOwnership
{
    /// <summary>The environment's own.</summary>
    public static IReadOnlyList<string> Own(IEnumerable<V1Namespace> namespaces, EnvironmentOwner owner) =>
        [.. OfOurNames(namespaces).Where(one => IsMarked(one, owner)).Select(one => one.Metadata.Name)];

    /// <summary>Those that somebody else made, or another environment.</summary>
    public static IReadOnlyList<string> Foreign(IEnumerable<V1Namespace> namespaces, EnvironmentOwner owner) =>
        [.. OfOurNames(namespaces).Where(one => !IsMarked(one, owner)).Select(one => one.Metadata.Name)];

    private static IEnumerable<V1Namespace> OfOurNames(IEnumerable<V1Namespace> namespaces) =>
        namespaces.Where(one => PlatformManifests.Namespaces.Any(target => target.Name == one.Metadata.Name));

    private static bool IsMarked(V1Namespace one, EnvironmentOwner owner) =>
        one.Metadata.Labels?.TryGetValue(Ownership.EnvironmentLabel, out var environment) == true && environment == owner.Id;
}
