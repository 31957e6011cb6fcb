using k8s;

namespace DddAspire.DemoRunner.Kubernetes;

/// <summary>The cluster through the pipeline's ServiceAccount.</summary>
internal sealed class ClusterAccess : IDisposable
{
    private ClusterAccess(k8s.Kubernetes client) => Client = client;

    public k8s.Kubernetes Client { get; }

    /// <summary>Opens it by a kubeconfig.</summary>
    public static ClusterAccess Open(string kubeconfig) =>
        new(new k8s.Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig)));

    public void Dispose() => Client.Dispose();
}
