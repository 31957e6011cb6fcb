using DddAspire.DemoEnvironment.Kubernetes;
using DddAspire.DemoRunner.Kubernetes;
using k8s;
using k8s.Autorest;

namespace DddAspire.DemoRunner.Rollouts;

/// <summary>Follows a rollout to its end by watching, not by asking again and again.</summary>
internal sealed class RolloutWatcher(TimeProvider time)
{
    /// <summary>The longest that a rollout is followed; a Deployment's own progress deadline comes before.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    // A watch whose connection is dead says nothing for ever: each is renewed after a while, by the API server or, if that is silent, by us.
    private const int WatchSeconds = 30;
    private static readonly TimeSpan WatchLimit = TimeSpan.FromSeconds(WatchSeconds + 10);
    private static readonly TimeSpan EvidenceLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Returns when a release is complete: every pod is of its generation, and no other is left.</summary>
    /// <exception cref="RolloutFailedException">It failed, or did not end within <see cref="Limit"/>.</exception>
    /// <exception cref="ClusterUnavailableException">The cluster was away, so that nothing can be said of the rollout.</exception>
    public async Task WatchAsync(ClusterAccess cluster, AppliedRelease release, Action<string> say, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var settled = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var subject = new Subject(cluster, release, time, waiting => say($"{release.Integration} in {release.Namespace}: {waiting}"));
        var pods = FindFailingPodAsync(subject, settled.Token);
        try
        {
            if (await FollowAsync(subject, pods, settled.Token) is RolloutState.Failed failed)
            {
                throw await FailureAsync(subject, failed.Reason, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw await FailureAsync(subject, $"not complete after {Limit.TotalMinutes:0} minutes; last seen: {subject.Last}", cancellationToken);
        }
        finally
        {
            await settled.CancelAsync();
            await pods.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<RolloutState> FollowAsync(Subject subject, Task pods, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var following = FollowDeploymentAsync(subject, stop.Token);
        if (await Task.WhenAny(following, pods) == pods && subject.FailingPod is { } found)
        {
            await stop.CancelAsync();
            await ((Task)following).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return new RolloutState.Failed(found);
        }

        return await following;
    }

    private async Task<RolloutState> FollowDeploymentAsync(Subject subject, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var limit = new CancellationTokenSource(WatchLimit, time);
            using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
            try
            {
                await foreach (var deployment in subject.Cluster.WatchDeploymentAsync(subject.Namespace, subject.Integration, WatchSeconds, limited.Token))
                {
                    var state = RolloutState.Of(deployment, subject.Generation);
                    if (state is not RolloutState.Progressing progressing)
                    {
                        return state;
                    }

                    subject.Progress(progressing.Waiting);
                }
            }
            catch (Exception exception) when (IsCut(exception, cancellationToken))
            {
                subject.Cut(exception);
                await Task.Delay(Pause, time, cancellationToken);
            }

            // A watch ends after a while by itself as well; the next one starts with the state as it is.
        }
    }

    // Whatever ends a watch but our own stop is the API server's or the connection's doing: an error that it answers, an event that is
    // one ("too old resource version"), half a line of JSON.
    private static bool IsCut(Exception exception, CancellationToken cancellationToken) =>
        exception is HttpRequestException or IOException or HttpOperationException or KubernetesException or System.Text.Json.JsonException
        || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private async Task FindFailingPodAsync(Subject subject, CancellationToken cancellationToken)
    {
        DateTime? changed = null;
        while (subject.FailingPod is null)
        {
            using var limit = new CancellationTokenSource(WatchLimit, time);
            using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
            try
            {
                changed ??= Applier.ChangedAt(await subject.Cluster.DeploymentAsync(subject.Namespace, subject.Integration, limited.Token));
                await foreach (var pod in subject.Cluster.WatchPodsAsync(subject.Namespace, ClusterView.Selector(subject.Integration), WatchSeconds, limited.Token))
                {
                    if (PodTrouble.Of(pod, changed) is { } found)
                    {
                        subject.FailingPod = found;
                        return;
                    }
                }
            }
            catch (Exception exception) when (IsCut(exception, cancellationToken))
            {
                // The Deployment's own watch reports it.
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    // A deadline that passed while the cluster was away, or a last look that was none, says nothing of the new version.
    private async Task<Exception> FailureAsync(Subject subject, string reason, CancellationToken cancellationToken) =>
        subject is { WasAway: true, FailingPod: null }
            ? new ClusterUnavailableException($"it was away during the rollout of {subject.Integration} in {subject.Namespace} ({subject.LastCut}); then: {reason}")
            : new RolloutFailedException(subject.Integration, subject.Namespace, reason + await EvidenceAsync(subject, cancellationToken));

#pragma warning disable CA1031 // Evidence that can't be had must not hide the reason that it was for.
    private async Task<string> EvidenceAsync(Subject subject, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(EvidenceLimit, time);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await RolloutEvidence.ReadAsync(subject.Cluster, subject.Integration, subject.Namespace, limited.Token);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return $"\n(events and log could not be read: {exception.Message})";
        }
    }
#pragma warning restore CA1031

    /// <summary>The rollout that is followed, and what was seen of it.</summary>
    private sealed class Subject(ClusterAccess cluster, AppliedRelease release, TimeProvider time, Action<string> say)
    {
        private static readonly TimeSpan Hiccup = TimeSpan.FromSeconds(10);
        private volatile string? failingPod;
        private TimeSpan away;
        private long? cutSince;

        public ClusterAccess Cluster => cluster;

        public string Integration => release.Integration;

        public string Namespace => release.Namespace;

        public long Generation => release.Generation;

        public string Last { get; private set; } = "nothing";

        public string LastCut { get; private set; } = "";

        /// <summary>Whether the cluster was away for long enough to be the reason of whatever came of the rollout.</summary>
        public bool WasAway => away + (cutSince is { } since ? time.GetElapsedTime(since) : TimeSpan.Zero) > Hiccup;

        public string? FailingPod
        {
            get => failingPod;
            set => failingPod = value;
        }

        public void Progress(string waiting)
        {
            away += cutSince is { } since ? time.GetElapsedTime(since) : TimeSpan.Zero;
            cutSince = null;
            say(Last = waiting);
        }

        public void Cut(Exception exception)
        {
            cutSince ??= time.GetTimestamp();
            LastCut = exception.Message;
            say(Last = $"the watch was cut: {exception.Message}");
        }
    }
}
