using System.Collections.Immutable;

namespace DddAspire.DemoRunner.Kubernetes;

/// <summary>An integration in a namespace as the cluster has it now.</summary>
/// <param name="Name">Such as <c>ddd-acme</c>.</param>
/// <param name="Namespace">Such as <c>ddd-test</c>.</param>
/// <param name="Runtime">The fix pack that the pipeline deployed: the tag of the Dockerfile's FROM line.</param>
/// <param name="Bar">The application's bar, without its extension.</param>
/// <param name="Image">The image reference with its digest.</param>
/// <param name="Ready">Pods that take calls.</param>
/// <param name="Desired">Pods asked for.</param>
/// <param name="Pods">Those there are.</param>
internal sealed record IntegrationView(
    string Name,
    string Namespace,
    string Runtime,
    string Bar,
    string Image,
    int Ready,
    int Desired,
    ImmutableArray<PodView> Pods);
