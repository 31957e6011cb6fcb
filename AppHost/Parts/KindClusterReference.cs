namespace DddAspire.AppHost.Parts;

/// <summary>Lets a program reach the cluster.</summary>
internal static class KindClusterReference
{
    private const string Variable = "KUBECONFIG";

    /// <summary>Gives a program the administrator's kubeconfig in KUBECONFIG; that it waits for the cluster is to be said by itself.</summary>
    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> program, IResourceBuilder<KindClusterResource> cluster)
        where T : IResourceWithEnvironment => program
            .WithEnvironment(Variable, cluster.Resource.Kubeconfig)
            .WithReferenceRelationship(cluster);
}
