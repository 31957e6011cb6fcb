using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.Clusters;

/// <summary>What the pods of an integration say.</summary>
/// <param name="layout">Where the kubeconfig is.</param>
public sealed class PodLogs(StateLayout layout)
{
    private static readonly TimeSpan Limit = TimeSpan.FromDays(1);

    /// <summary>Follows the pods that are there now, each line with its pod's name, until all of them have ended.</summary>
    /// <param name="targetNamespace">Their namespace.</param>
    /// <param name="integration">Its name.</param>
    /// <param name="onLine">Takes each line.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ToolFailedException">The cluster does not answer, or no pod has a log yet.</exception>
    public Task FollowAsync(string targetNamespace, string integration, Action<string> onLine, CancellationToken cancellationToken) =>
        LineFollower.RunAsync(FollowCommand(layout.Kubeconfig, targetNamespace, integration), onLine, cancellationToken);

    internal static ToolCommand FollowCommand(string kubeconfig, string targetNamespace, string integration) => new("kubectl",
    [
        $"--kubeconfig={kubeconfig}", $"--namespace={targetNamespace}", "logs", "--follow", "--prefix", "--since=10s",
        $"--selector=app.kubernetes.io/name={integration}", "--max-log-requests=10",
    ])
    {
        Limit = Limit,
    };
}
