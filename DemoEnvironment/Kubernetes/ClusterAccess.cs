using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace DddAspire.DemoEnvironment.Kubernetes;

/// <summary>
/// The one way to a cluster's API. Reads give the API's own records; what the API server refuses is a <see cref="HttpOperationException"/>.
/// KubernetesClient authenticates and has the records. Its own readers of YAML and JSON are not used: they load a description of every kind that
/// Kubernetes has, in a program that runs all day and reads three.
/// </summary>
public sealed partial class ClusterAccess : IDisposable
{
    // Above the limit of the retries, which says what was seen.
    private static readonly TimeSpan PatientLimit = ApiServerRetry.Limit + TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    // A connection that is dead says nothing, and a watch on it neither: HTTP/2's own pings tell, while there is somebody who waits on it.
    private static readonly TimeSpan PingDelay = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan PingLimit = TimeSpan.FromSeconds(4);

    private readonly string? serverName;

    private ClusterAccess(KubernetesClientConfiguration configuration, TimeSpan limit, params DelegatingHandler[] handlers)
    {
        configuration.HttpClientTimeout = limit;
        configuration.FirstMessageHandlerSetup = handler =>
        {
            handler.KeepAlivePingDelay = PingDelay;
            handler.KeepAlivePingTimeout = PingLimit;
        };
        serverName = configuration.TlsServerName;
        Client = new k8s.Kubernetes(configuration, handlers);
    }

    private k8s.Kubernetes Client { get; }

    /// <summary>Opens it by a kubeconfig; an API server that is away for a while is waited for, as nothing that is deployed is to blame for it.</summary>
    /// <param name="kubeconfig">The kubeconfig's path.</param>
    /// <param name="time">The clock.</param>
    public static ClusterAccess Open(string kubeconfig, TimeProvider time) => new(Read(kubeconfig), PatientLimit, new ApiServerRetry(time));

    /// <summary>Opens it for one who asks again by himself: each call says at once that there is no answer, or after 15 seconds.</summary>
    /// <param name="kubeconfig">The kubeconfig's path.</param>
    public static ClusterAccess OpenWithoutRetry(string kubeconfig) => new(Read(kubeconfig), Limit);

    /// <summary>The version of the API server, such as v1.20.2.</summary>
    public async Task<string> VersionAsync(CancellationToken cancellationToken) => (await GetAsync<VersionInfo>("version", cancellationToken)).GitVersion;

    /// <summary>Server-side apply: makes an object what it should be, whether it is there or not, and takes its fields from whoever had them.</summary>
    /// <param name="item">The object, complete, with its namespace.</param>
    /// <param name="fieldManager">Under which name the API server notes who set its fields.</param>
    /// <param name="dryRun">Only to hear whether it would be refused.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The object as the API server has it now.</returns>
    /// <exception cref="HttpOperationException">The API server refused it.</exception>
    public Task<JsonObject> ApplyAsync(JsonObject item, string fieldManager, bool dryRun, CancellationToken cancellationToken) =>
        PatchAsync(
            ObjectPath.Of(item), $"fieldManager={fieldManager}&force=true{(dryRun ? "&dryRun=All" : "")}",
            "application/apply-patch+yaml", item, cancellationToken);

    /// <summary>JSON merge patch (RFC 7386).</summary>
    /// <exception cref="HttpOperationException">The API server refused it.</exception>
    public Task MergeAsync(ObjectPath path, JsonObject changes, string fieldManager, CancellationToken cancellationToken) =>
        PatchAsync(path, $"fieldManager={fieldManager}", "application/merge-patch+json", changes, cancellationToken);

    /// <summary>JSON patch (RFC 6902): all of its operations or none.</summary>
    /// <exception cref="HttpOperationException">The API server refused it.</exception>
    public Task PatchAsync(ObjectPath path, JsonArray operations, string fieldManager, CancellationToken cancellationToken) =>
        PatchAsync(path, $"fieldManager={fieldManager}", "application/json-patch+json", operations, cancellationToken);

    /// <summary>Deletes an object, if it is there; what belongs to it follows by itself.</summary>
    /// <exception cref="HttpOperationException">The API server refused it.</exception>
    public async Task DeleteAsync(ObjectPath path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, path.Relative);
        using var response = await SendWithinLimitAsync(request, cancellationToken);
        if (response.StatusCode != HttpStatusCode.NotFound)
        {
            await RequireSuccessAsync(response, cancellationToken);
        }
    }

    /// <summary>Any other request, such as one to a service through the API server; it has no limit but the caller's.</summary>
    /// <param name="request">Its address is relative to the API's.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>Whatever is answered, also a failure; its body is still to be read.</returns>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.RequestUri = new Uri(Client.BaseUri, request.RequestUri!);
        if (Client.Credentials is { } credentials)
        {
            await credentials.ProcessHttpRequestAsync(request, cancellationToken);
        }

        request.Version = HttpVersion.Version20;
        request.Headers.Host = string.IsNullOrEmpty(serverName) ? null : serverName;
        return await Client.HttpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => Client.Dispose();

    private static KubernetesClientConfiguration Read(string kubeconfig) =>
        KubernetesClientConfiguration.BuildConfigFromConfigObject(Kubeconfig.Read(kubeconfig));

    private async Task<JsonObject> PatchAsync(ObjectPath path, string query, string contentType, JsonNode patch, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, new Uri($"{path.Relative}?{query}", UriKind.Relative));
        request.Content = new StringContent(patch.ToJsonString(), Encoding.UTF8, contentType);
        using var response = await SendWithinLimitAsync(request, cancellationToken);
        await RequireSuccessAsync(response, cancellationToken);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!.AsObject();
    }

    private async Task<HttpResponseMessage> SendWithinLimitAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(Client.HttpClientTimeout);
        var response = await SendAsync(request, limited.Token);
        await response.Content.LoadIntoBufferAsync(limited.Token);
        return response;
    }

    private static async Task RequireSuccessAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            throw new HttpOperationException($"the API server answered {(int)response.StatusCode}: {Reason(text)}")
            {
                Response = new HttpResponseMessageWrapper(response, text),
            };
        }
    }

    // A refusal is a Status object, whose message says it all.
    private static string Reason(string text)
    {
        try
        {
            return ClusterJson.Read<V1Status>(text).Message ?? text;
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
