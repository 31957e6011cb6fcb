using System.Collections.Immutable;
using System.Net;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace DddAspire.DemoEnvironment.Kubernetes;

/// <summary>
/// Keeps a list of objects as the cluster has it: listed once, then watched from there on, as client-go's informers do. Whatever cuts the
/// watch (a restart, a connection that is dead, "too old resource version"), it lists anew and goes on; meanwhile it says that it does not know.
/// </summary>
/// <param name="open">Gives the objects to ask for; called for each list, as the cluster may be another one by then.</param>
/// <param name="time">The clock.</param>
public sealed class ResourceWatch<T>(Func<ResourceSource<T>> open, TimeProvider time)
    where T : IKubernetesObject<V1ObjectMeta>
{
    /// <summary>The longest pause between two attempts to list.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);

    /// <summary>Lists and watches until it is stopped; nothing else ends it.</summary>
    /// <param name="publish">Takes each state, one after the other.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task RunAsync(Action<ResourceSnapshot<T>> publish, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(publish);
        var snapshot = ResourceSnapshot<T>.Unread;
        var pause = FirstPause;
        while (true)
        {
            var listed = false;
            try
            {
                await FollowAsync(
                    next =>
                    {
                        listed = true;
                        publish(snapshot = next);
                    },
                    cancellationToken);
            }
#pragma warning disable CA1031 // Whatever it was, the next list is the answer to it, and until then it is shown.
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                pause = listed ? FirstPause : Min(pause * 2, LongestPause);
                if (!IsExpired(exception))
                {
                    publish(snapshot = snapshot with { Fault = exception.Message });
                    await Task.Delay(pause, time, cancellationToken);
                }
            }
        }
    }

    // A watch that ends by itself is taken up where it ended; all else throws.
    private async Task FollowAsync(Action<ResourceSnapshot<T>> publish, CancellationToken cancellationToken)
    {
        var source = open();
        var (list, version) = await source.ListAsync(cancellationToken);
        var items = list.ToImmutableSortedDictionary(item => item.Metadata.Name, item => item, StringComparer.Ordinal);
        publish(new(items, null));
        while (true)
        {
            using var limit = new CancellationTokenSource(source.WatchLimit, time);
            using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
            try
            {
                await foreach (var (type, item) in source.WatchAsync(version, watching.Token))
                {
                    version = item.Metadata.ResourceVersion;
                    if (type != "BOOKMARK")
                    {
                        items = type == "DELETED" ? items.Remove(item.Metadata.Name) : items.SetItem(item.Metadata.Name, item);
                        publish(new(items, null));
                    }
                }
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException($"the API server did not end a watch within {source.WatchLimit.TotalSeconds:0} s");
            }
        }
    }

    private static bool IsExpired(Exception exception) => exception switch
    {
        KubernetesException { Status.Code: (int)HttpStatusCode.Gone } => true,
        HttpOperationException { Response.StatusCode: HttpStatusCode.Gone } => true,
        _ => false,
    };

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}

/// <summary>Objects of one kind that can be listed and watched.</summary>
/// <param name="ListAsync">All of them, and the version of the list.</param>
/// <param name="WatchAsync">What changed since a version, with the API's word for how: ADDED, MODIFIED, DELETED or BOOKMARK.</param>
/// <param name="WatchLimit">When a watch must have ended by itself.</param>
public sealed record ResourceSource<T>(
    Func<CancellationToken, Task<(IEnumerable<T> Items, string Version)>> ListAsync,
    Func<string, CancellationToken, IAsyncEnumerable<(string Type, T Item)>> WatchAsync,
    TimeSpan WatchLimit);

/// <summary>What is known of the objects.</summary>
/// <param name="Items">By name, as they were last seen.</param>
/// <param name="Fault">Why that may no longer be so; null while the watch stands.</param>
public sealed record ResourceSnapshot<T>(ImmutableSortedDictionary<string, T> Items, string? Fault)
{
    /// <summary>Before the first list.</summary>
    internal static ResourceSnapshot<T> Unread { get; } = new(ImmutableSortedDictionary<string, T>.Empty, "not read yet");
}
