using System.Collections.Immutable;
using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.Kubernetes;
using DddAspire.DemoEnvironment.Platform;
using k8s.Models;

namespace DddAspire.DemoEnvironment.Clusters;

/// <summary>Asks a cluster, before anything is changed in it, whether we may do all that we are going to do.</summary>
public static class ClusterPermissions
{
    private static readonly ImmutableArray<Permission> InTheCluster =
    [
        new("list", "nodes", null), new("list", "namespaces", null), new("create", "namespaces", null),
        .. PlatformManifests.Namespaces.Select(target => new Permission("delete", $"namespaces/{target.Name}", null)),
    ];

    private static readonly string[] InOurNamespaces =
    [
        "deployments.apps", "statefulsets.apps", "services", "secrets", "configmaps", "serviceaccounts", "poddisruptionbudgets.policy",
        "roles.rbac.authorization.k8s.io", "rolebindings.rbac.authorization.k8s.io",
    ];

    /// <summary>Everything that set-up and removal need.</summary>
    public static ImmutableArray<Permission> Needed { get; } =
    [
        .. InTheCluster,
        .. PlatformManifests.Namespaces.SelectMany(target => InOurNamespaces.Select(resource => new Permission("create", resource, target.Name))),
    ];

    /// <summary>Looks at all of them; each is a SelfSubjectAccessReview.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="context">What the user calls it.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="PermissionsMissingException">Some are not granted; it names them all.</exception>
    internal static async Task CheckAsync(ClusterAdmin cluster, string? context, CancellationToken cancellationToken)
    {
        var granted = await Task.WhenAll(Needed.Select(permission => cluster.MayAsync(permission.Attributes, cancellationToken)));
        var missing = Needed.Where((_, index) => !granted[index]).ToList();
        if (missing.Count > 0)
        {
            throw new PermissionsMissingException(context, missing);
        }
    }

    /// <summary>Something to be done with a kind of object.</summary>
    /// <param name="Verb">Such as create.</param>
    /// <param name="Resource">The plural, with its group where it has one, and with <c>/NAME</c> where one object is meant.</param>
    /// <param name="Namespace">Where; null for the whole cluster.</param>
    public sealed record Permission(string Verb, string Resource, string? Namespace)
    {
        internal V1ResourceAttributes Attributes
        {
            get
            {
                var (kind, name) = Resource.Split('/') is [var before, var after] ? (before, after) : (Resource, null);
                var parts = kind.Split('.', 2);
                return new() { Verb = Verb, Resource = parts[0], Group = parts.ElementAtOrDefault(1) ?? "", Name = name, NamespaceProperty = Namespace };
            }
        }

        /// <inheritdoc/>
        public override string ToString() => $"{Verb} {Resource}{(Namespace is null ? "" : $" in {Namespace}")}";
    }
}

/// <summary>The user's account may not do what set-up needs.</summary>
internal sealed class PermissionsMissingException(string? context, IReadOnlyList<ClusterPermissions.Permission> missing)
    : MachineException(
        $"context {context} may not: {string.Join("; ", missing)}",
        $"kubectl --context {context} auth can-i --list --namespace ddd-dev   # shows what it may; a cluster administrator can grant the rest");
