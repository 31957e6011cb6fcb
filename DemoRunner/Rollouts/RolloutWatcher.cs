using DddAspire.DemoRunner.Kubernetes;
using k8s;
using k8s.Models;

namespace DddAspire.DemoRunner.Rollouts;

/// <summary>Follows a rollout to its end by watching, not by asking again and again.</summary>
internal sealed class RolloutWatcher(TimeProvider time)
{
    /// <summary>The longest that a rollout is followed; a Deployment's own progress deadline comes before.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <exception cref="RolloutFailedException">It failed, or did not end within <see cref="Limit"/>.</exception>
    public async Task WatchAsync(ClusterAccess cluster, string integration, string targetNamespace, Action<string> say, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = time.CreateTimer(_ => limited.Cancel(), null, Limit, Timeout.InfiniteTimeSpan);
        var last = "nothing";
        using var settled = CancellationTokenSource.CreateLinkedTokenSource(limited.Token);
        var trouble = WatchPodsAsync(cluster, integration, targetNamespace, settled.Token);
        try
        {
            var state = await FollowAsync(cluster, integration, targetNamespace, trouble, waiting => say($"{integration} in {targetNamespace}: {last = waiting}"), settled.Token);
            if (state is RolloutState.Failed failed)
            {
                throw new RolloutFailedException(integration, targetNamespace, failed.Reason + await EvidenceAsync(cluster, integration, targetNamespace, cancellationToken));
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RolloutFailedException(integration, targetNamespace, $"not complete after {Limit.TotalMinutes:0} minutes; last seen: {last}"
                + await EvidenceAsync(cluster, integration, targetNamespace, cancellationToken));
        }
        finally
        {
            await settled.CancelAsync();
        }
    }

    private static async Task<RolloutState> FollowAsync(
        ClusterAccess cluster, string integration, string targetNamespace, Task<string?> trouble, Action<string> waiting, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var following = FollowDeploymentAsync(cluster, integration, targetNamespace, waiting, stop.Token);
        if (await Task.WhenAny(following, trouble) == trouble && await trouble is { } found)
        {
            await stop.CancelAsync();
            await following.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            return new RolloutState.Failed(found);
        }

        return await following;
    }

    private static async Task<RolloutState> FollowDeploymentAsync(
        ClusterAccess cluster, string integration, string targetNamespace, Action<string> waiting, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await foreach (var (_, deployment) in cluster.Client.AppsV1.WatchListNamespacedDeploymentAsync(
                    targetNamespace, fieldSelector: $"metadata.name={integration}", cancellationToken: cancellationToken))
                {
                    var state = RolloutState.Of(deployment);
                    if (state is not RolloutState.Progressing progressing)
                    {
                        return state;
                    }

                    waiting(progressing.Waiting);
                }
            }
            catch (Exception exception) when (IsCut(exception))
            {
                waiting($"the watch was cut: {exception.Message}");
                await Task.Delay(Pause, cancellationToken);
            }

            // A watch ends after a while by itself as well; the next one starts with the state as it is.
        }
    }

    private static bool IsCut(Exception exception) => exception is HttpRequestException or IOException;

    private static async Task<string?> WatchPodsAsync(ClusterAccess cluster, string integration, string targetNamespace, CancellationToken cancellationToken)
    {
        try
        {
            var deployment = await cluster.Client.AppsV1.ReadNamespacedDeploymentAsync(integration, targetNamespace, cancellationToken: cancellationToken);
            var changed = Applier.ChangedAt(deployment);
            await foreach (var (_, pod) in cluster.Client.CoreV1.WatchListNamespacedPodAsync(
                targetNamespace, labelSelector: ClusterView.Selector(integration), cancellationToken: cancellationToken))
            {
                if (PodTrouble.Of(pod, changed) is { } found)
                {
                    return found;
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException || IsCut(exception))
        {
        }

        // Nothing to report: the Deployment's own state decides.
        await Task.Delay(Timeout.Infinite, cancellationToken).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return null;
    }

    private static async Task<string> EvidenceAsync(ClusterAccess cluster, string integration, string targetNamespace, CancellationToken cancellationToken)
    {
        var pods = await cluster.Client.CoreV1.ListNamespacedPodAsync(targetNamespace, labelSelector: ClusterView.Selector(integration), cancellationToken: cancellationToken);
        var culprit = pods.Items.OrderByDescending(pod => pod.Metadata.CreationTimestamp).FirstOrDefault();
        if (culprit is null)
        {
            return "";
        }

        var events = await cluster.Client.CoreV1.ListNamespacedEventAsync(
            targetNamespace, fieldSelector: $"involvedObject.name={culprit.Metadata.Name}", cancellationToken: cancellationToken);
        var said = events.Items.Where(item => item.Type == "Warning").Select(item => $"{item.Reason}: {item.Message}").Distinct().TakeLast(3);
        return $"\nevents of {culprit.Metadata.Name}: {string.Join("; ", said)}\nits last log lines:\n{await LogAsync(cluster, culprit, cancellationToken)}";
    }

    private static async Task<string> LogAsync(ClusterAccess cluster, V1Pod pod, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await cluster.Client.CoreV1.ReadNamespacedPodLogAsync(
                pod.Metadata.Name, pod.Metadata.NamespaceProperty, tailLines: 8, cancellationToken: cancellationToken);
            using var reader = new StreamReader(stream);
            return (await reader.ReadToEndAsync(cancellationToken)).TrimEnd();
        }
        catch (k8s.Autorest.HttpOperationException)
        {
            return "(none: its container never started)";
        }
    }
}
