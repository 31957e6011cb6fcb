namespace DddAspire.DemoEnvironment.Kubernetes;

/// <summary>
/// One client as long as the kubeconfig is the same: a new one costs a handshake. When the file is written anew, the cluster may be another
/// one; the client of before is left to those who still use it.
/// </summary>
/// <param name="open">Opens a cluster by its kubeconfig's path.</param>
public sealed class KeptCluster(Func<string, ClusterAccess> open) : IDisposable
{
    private readonly Lock gate = new();
    private ClusterAccess? kept;
    private (string Path, DateTime Written) keptFor;

    /// <summary>The client for a kubeconfig.</summary>
    public ClusterAccess Get(string kubeconfig)
    {
        var now = (kubeconfig, File.GetLastWriteTimeUtc(kubeconfig));
        lock (gate)
        {
            if (kept is null || keptFor != now)
            {
                (kept, keptFor) = (open(kubeconfig), now);
            }

            return kept;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => kept?.Dispose();
}
