using System.Globalization;
using DddAspire.DemoEnvironment.Faults;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.Clusters;

/// <summary>What the pods of an integration say.</summary>
/// <param name="layout">Where the kubeconfig is.</param>
/// <param name="time">The clock.</param>
public sealed class PodLogs(StateLayout layout, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromDays(1);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Follows every pod from its start to its end, each line with its pod's name. <c>kubectl logs --selector</c> would not do: it follows
    /// the pods that are there when it begins, so nothing of a new version while a pod of the old one lives.
    /// </summary>
    /// <param name="targetNamespace">Their namespace.</param>
    /// <param name="integration">Its name.</param>
    /// <param name="onLine">Takes each line, of one pod after another or of several at once.</param>
    /// <param name="cancellationToken">Ends it, which nothing else does.</param>
    public async Task FollowAsync(string targetNamespace, string integration, Action<string> onLine, CancellationToken cancellationToken)
    {
        var pods = new Dictionary<string, PodLog>(StringComparer.Ordinal);
        try
        {
            while (true)
            {
                await WatchAsync(targetNamespace, integration, Look, cancellationToken);
                await Task.Delay(BetweenTries, time, cancellationToken);
            }
        }
        finally
        {
            await Task.WhenAll(pods.Values.Select(pod => pod.Following)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        void Look(string pod)
        {
            if (!pods.TryGetValue(pod, out var log))
            {
                log = pods[pod] = new PodLog(
                    (since, token) => LineFollower.RunAsync(FollowCommand(layout.Kubeconfig, targetNamespace, pod, since), onLine, token), time);
            }

            log.Look(cancellationToken);
        }
    }

    // One process for all news, and not one every few seconds: the machine's time is what the load is measured with.
    internal static ToolCommand WatchCommand(string kubeconfig, string targetNamespace, string integration) => new("kubectl",
    [
        $"--kubeconfig={kubeconfig}", $"--namespace={targetNamespace}", "get", "pods", "--watch", "--output=name",
        $"--selector=app.kubernetes.io/name={integration}",
    ])
    {
        Limit = Limit,
    };

    // The API server takes whole seconds; the next one, so that no line comes twice.
    internal static ToolCommand FollowCommand(string kubeconfig, string targetNamespace, string pod, DateTimeOffset? since) => new("kubectl",
    [
        $"--kubeconfig={kubeconfig}", $"--namespace={targetNamespace}", "logs", "--follow", "--prefix",
        since is { } from ? string.Create(CultureInfo.InvariantCulture, $"--since-time={from.AddSeconds(1).UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}") : "--since=10s", pod,
    ])
    {
        Limit = Limit,
    };

    private async Task WatchAsync(string targetNamespace, string integration, Action<string> onPod, CancellationToken cancellationToken)
    {
        try
        {
            await LineFollower.RunAsync(WatchCommand(layout.Kubeconfig, targetNamespace, integration), onPod, cancellationToken);
        }
        catch (DemoException)
        {
            // The API server is away, which shows in the cluster's own state.
        }
    }
}
