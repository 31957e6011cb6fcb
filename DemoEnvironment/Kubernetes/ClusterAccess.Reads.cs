using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace DddAspire.DemoEnvironment.Kubernetes;

/// <content>What is read and watched.</content>
public sealed partial class ClusterAccess
{
    // A watch ends by itself after this long and is taken up where it ended; where not even that comes, we end it.
    private const int WatchSeconds = 60;
    private static readonly TimeSpan WatchLimit = TimeSpan.FromSeconds(WatchSeconds + 10);

    /// <summary>The Deployments of a namespace.</summary>
    public async Task<IList<V1Deployment>> DeploymentsAsync(string targetNamespace, string selector, CancellationToken cancellationToken) =>
        (await GetAsync<V1DeploymentList>($"{Deployments(targetNamespace)}?{Labelled(selector)}", cancellationToken)).Items;

    /// <summary>A Deployment.</summary>
    /// <exception cref="HttpOperationException">There is none.</exception>
    public Task<V1Deployment> DeploymentAsync(string targetNamespace, string name, CancellationToken cancellationToken) =>
        GetAsync<V1Deployment>($"{Deployments(targetNamespace)}/{name}", cancellationToken);

    /// <summary>The pods of a namespace.</summary>
    public async Task<IList<V1Pod>> PodsAsync(string targetNamespace, string selector, CancellationToken cancellationToken) =>
        (await GetAsync<V1PodList>($"{Pods(targetNamespace)}?{Labelled(selector)}", cancellationToken)).Items;

    /// <summary>What the cluster noted about a pod.</summary>
    public async Task<IList<Corev1Event>> EventsAsync(V1Pod pod, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pod);
        return (await GetAsync<Corev1EventList>(
            $"api/v1/namespaces/{pod.Metadata.NamespaceProperty}/events?{Field($"involvedObject.name={pod.Metadata.Name}")}", cancellationToken)).Items;
    }

    /// <summary>What a pod's container has said.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="container">Its container; null where it has only one.</param>
    /// <param name="lastLines">How many lines of the end; null for all.</param>
    /// <param name="bytes">How much at most.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="HttpOperationException">There is none, such as when it never started.</exception>
    public async Task<string> LogAsync(V1Pod pod, string? container, int? lastLines, int bytes, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, LogOf(
            pod, $"limitBytes={bytes}{(container is null ? "" : $"&container={container}")}{(lastLines is { } lines ? $"&tailLines={lines}" : "")}"));
        using var response = await SendWithinLimitAsync(request, cancellationToken);
        await RequireSuccessAsync(response, cancellationToken);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }

    /// <summary>Hands on what a pod's container says, each line with the pod's name, until the container ends.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="container">Its container.</param>
    /// <param name="since">From when on; null for what was just said.</param>
    /// <param name="onLine">Takes each line.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="ClusterUnavailableException">It has not started, or is gone, or the cluster is away.</exception>
    public async Task FollowLogAsync(V1Pod pod, string container, DateTimeOffset? since, Action<string> onLine, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pod);
        ArgumentNullException.ThrowIfNull(onLine);
        using var request = new HttpRequestMessage(HttpMethod.Get, LogOf(pod, $"container={container}&follow=true&{Since(since)}"));
        try
        {
            using var response = await SendAsync(request, cancellationToken);
            await RequireSuccessAsync(response, cancellationToken);
            using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
            while (await lines.ReadLineAsync(cancellationToken) is { } line)
            {
                onLine($"[pod/{pod.Metadata.Name}/{container}] {line}");
            }
        }
        catch (Exception exception) when (exception is HttpOperationException or HttpRequestException or IOException)
        {
            throw new ClusterUnavailableException($"the log of {pod.Metadata.Name} ended: {exception.Message}");
        }
    }

    // The API server takes whole seconds; the next one, so that no line comes twice.
    internal static string Since(DateTimeOffset? since) => since is { } from
        ? string.Create(CultureInfo.InvariantCulture, $"sinceTime={from.AddSeconds(1).UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}")
        : "sinceSeconds=10";

    /// <summary>One Deployment, as it is and whenever it changes, until the API server ends the watch.</summary>
    /// <exception cref="KubernetesException">The API server ended it by an error.</exception>
    public async IAsyncEnumerable<V1Deployment> WatchDeploymentAsync(
        string targetNamespace, string name, int seconds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in WatchAsync<V1Deployment>($"{Deployments(targetNamespace)}?{Field($"metadata.name={name}")}&timeoutSeconds={seconds}", cancellationToken))
        {
            yield return item.Item;
        }
    }

    /// <summary>Pods, as they are and whenever one changes, until the API server ends the watch.</summary>
    /// <exception cref="KubernetesException">The API server ended it by an error.</exception>
    public async IAsyncEnumerable<V1Pod> WatchPodsAsync(
        string targetNamespace, string selector, int seconds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in WatchAsync<V1Pod>($"{Pods(targetNamespace)}?{Labelled(selector)}&timeoutSeconds={seconds}", cancellationToken))
        {
            yield return item.Item;
        }
    }

    /// <summary>The Deployments of a namespace, for a <see cref="ResourceWatch{T}"/>.</summary>
    public ResourceSource<V1Deployment> DeploymentSource(string targetNamespace, string selector) =>
        Source<V1Deployment, V1DeploymentList>($"{Deployments(targetNamespace)}?{Labelled(selector)}");

    /// <summary>The pods of a namespace, for a <see cref="ResourceWatch{T}"/>.</summary>
    public ResourceSource<V1Pod> PodSource(string targetNamespace, string selector) =>
        Source<V1Pod, V1PodList>($"{Pods(targetNamespace)}?{Labelled(selector)}");

    /// <summary>Reads an object or a list, by its address relative to the API's.</summary>
    internal async Task<T> GetAsync<T>(string relative, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(relative, UriKind.Relative));
        return await ReadAsync<T>(request, cancellationToken);
    }

    /// <summary>Makes an object, and reads what the API server made of it.</summary>
    internal async Task<T> PostAsync<T>(string relative, T item, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(relative, UriKind.Relative));
        request.Content = new StringContent(ClusterJson.Write(item), System.Text.Encoding.UTF8, "application/json");
        return await ReadAsync<T>(request, cancellationToken);
    }

    private static string Deployments(string targetNamespace) => $"apis/apps/v1/namespaces/{targetNamespace}/deployments";

    private static string Pods(string targetNamespace) => $"api/v1/namespaces/{targetNamespace}/pods";

    private static string Labelled(string selector) => $"labelSelector={Uri.EscapeDataString(selector)}";

    private static string Field(string selector) => $"fieldSelector={Uri.EscapeDataString(selector)}";

    private static Uri LogOf(V1Pod pod, string query) => new($"{Pods(pod.Metadata.NamespaceProperty)}/{pod.Metadata.Name}/log?{query}", UriKind.Relative);

    private ResourceSource<T> Source<T, TList>(string address)
        where T : IKubernetesObject<V1ObjectMeta>
        where TList : IKubernetesObject<V1ListMeta>, IItems<T> => new(
        async token =>
        {
            var list = await GetAsync<TList>(address, token);
            return (list.Items, list.Metadata.ResourceVersion);
        },
        (version, token) => WatchAsync<T>($"{address}&allowWatchBookmarks=true&resourceVersion={version}&timeoutSeconds={WatchSeconds}", token),
        WatchLimit);

    private async Task<T> ReadAsync<T>(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var response = await SendWithinLimitAsync(request, cancellationToken);
        await RequireSuccessAsync(response, cancellationToken);
        return await ClusterJson.ReadAsync<T>(await response.Content.ReadAsStreamAsync(cancellationToken), cancellationToken);
    }

    // A line is an event; what is said in the place of one, such as "too old resource version", ends the watch.
    private async IAsyncEnumerable<(string Type, T Item)> WatchAsync<T>(string address, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{address}&watch=true", UriKind.Relative));
        using var response = await SendAsync(request, cancellationToken);
        await RequireSuccessAsync(response, cancellationToken);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            var read = ClusterJson.Read<WatchEvent>(line);
            yield return read.Type == "ERROR" ? throw new KubernetesException(ClusterJson.Read<V1Status>(read.Object)) : (read.Type, ClusterJson.Read<T>(read.Object));
        }
    }

    private sealed record WatchEvent(string Type, JsonElement Object);
}
