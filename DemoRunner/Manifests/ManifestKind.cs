using System.Collections.Immutable;

namespace DddAspire.DemoRunner.Manifests;

/// <summary>A kind of object that the pipeline may apply; kind/platform/pipeline-rbac.yaml grants the same.</summary>
/// <param name="Group">Its API group; empty for the first one.</param>
/// <param name="Kind">As manifests write it.</param>
internal sealed record ManifestKind(string Group, string Kind)
{
    /// <summary>All, in the order in which they are applied: what a Deployment needs comes before it, what needs one after.</summary>
    public static ImmutableArray<ManifestKind> All { get; } =
    [
        new("", "ServiceAccount"),
        new("", "ConfigMap"),
        new("networking.k8s.io", "NetworkPolicy"),
        new("", "Service"),
        new("policy", "PodDisruptionBudget"),
        new("apps", "Deployment"),
        new("networking.k8s.io", "Ingress"),
        new("autoscaling", "HorizontalPodAutoscaler"),
    ];

    /// <summary>The kind of an object; null when the pipeline does not apply such.</summary>
    public static ManifestKind? Find(string apiVersion, string kind) =>
        All.FirstOrDefault(known => known.Kind == kind && known.Group == GroupOf(apiVersion));

    /// <summary>Why objects of a kind are not applied; null when they are.</summary>
    public static string? WhyRefused(string apiVersion, string kind) =>
        Find(apiVersion, kind) is not null ? null
        : kind == "Secret" ? "a Secret is not applied from git, where everybody can read it: make it with kubectl create secret in ddd-dev and ddd-test"
        : $"{apiVersion} {kind} is not one of {string.Join(", ", All.Select(known => known.Kind))}";

    /// <summary>The group of an apiVersion.</summary>
    public static string GroupOf(string apiVersion) => apiVersion.Contains('/', StringComparison.Ordinal) ? apiVersion.Split('/')[0] : "";
}
