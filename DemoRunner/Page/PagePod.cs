using DddAspire.DemoRunner.Kubernetes;
using DddAspire.DemoRunner.Manifests;
using k8s.Models;

namespace DddAspire.DemoRunner.Page;

/// <summary>A pod as the page draws it.</summary>
/// <param name="Uid">Tells it from one of the same name that came before.</param>
/// <param name="Name">Its name.</param>
/// <param name="App">The integration, queue or database that it belongs to.</param>
/// <param name="Namespace">Where it runs.</param>
/// <param name="Runtime">The fix pack; empty for what is no integration.</param>
/// <param name="Digest">Its image's, which tells two bars of one fix pack apart.</param>
/// <param name="State">What it does.</param>
internal sealed record PagePod(string Uid, string Name, string App, string Namespace, string Runtime, string Digest, PagePodState State)
{
    public static PagePod Of(V1Pod pod)
    {
        var image = pod.Metadata.Annotations?.TryGetValue(Annotations.Image, out var known) == true ? known : "";
        return new(
            pod.Metadata.Uid,
            pod.Metadata.Name,
            pod.Metadata.Labels.TryGetValue(ClusterView.NameLabel, out var app) ? app : "",
            pod.Metadata.NamespaceProperty,
            pod.Metadata.Annotations?.TryGetValue(Annotations.Runtime, out var runtime) == true ? runtime : "",
            image[(image.IndexOf('@', StringComparison.Ordinal) + 1)..],
            StateOf(pod));
    }

    private static PagePodState StateOf(V1Pod pod) => pod switch
    {
        { Metadata.DeletionTimestamp: not null } => PagePodState.Draining,
        _ when pod.Status?.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) == true => PagePodState.Ready,
        _ => PagePodState.Starting,
    };
}

/// <summary>What a pod does; one that is gone is in no list.</summary>
internal enum PagePodState
{
    /// <summary>It takes no calls yet, or none at the moment.</summary>
    Starting,

    /// <summary>It takes calls.</summary>
    Ready,

    /// <summary>It was told to stop and ends what it has begun.</summary>
    Draining,
}
