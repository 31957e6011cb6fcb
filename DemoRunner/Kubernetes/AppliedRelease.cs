using k8s.Models;

namespace DddAspire.DemoRunner.Kubernetes;

/// <summary>
/// A release that the API server has taken. What is watched afterwards must be this one: a watch begins with what the API server's cache
/// has, which on a busy machine may still be the version before, complete and well.
/// </summary>
/// <param name="Integration">Its name, which is its Deployment's.</param>
/// <param name="Namespace">Where.</param>
/// <param name="Generation">The Deployment's generation, as the API server answered.</param>
internal sealed record AppliedRelease(string Integration, string Namespace, long Generation)
{
    /// <summary>What a Deployment is of.</summary>
    public static AppliedRelease Of(V1Deployment deployment) =>
        new(deployment.Metadata.Name, deployment.Metadata.NamespaceProperty, deployment.Metadata.Generation ?? 0);
}
