using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using DddAspire.Contracts.Faults;

namespace DddAspire.DemoEnvironment.Distribution;

/// <summary>Asks registries what they have. See https://github.com/opencontainers/distribution-spec/blob/main/spec.md.</summary>
/// <param name="http">Its time-out is that of each question.</param>
public sealed class RegistryClient(HttpClient http)
{
    private static readonly TimeSpan ForeignLimit = TimeSpan.FromSeconds(5);
    private static readonly string[] Indexes = ["application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json"];
    private static readonly string[] Manifests = ["application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json"];

    /// <summary>For our own registry, which no proxy can reach.</summary>
    internal static RegistryClient Direct { get; } = new(LoopbackHttp.Create(TimeSpan.FromSeconds(10)));

    /// <summary>Whether the registry has an image.</summary>
    /// <inheritdoc cref="DigestAsync"/>
    public async Task<bool> HasAsync(string registry, string name, string tag, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(registry, HttpMethod.Head, new Uri($"http://{registry}/v2/{name}/manifests/{tag}"), cancellationToken);
        return response is not null;
    }

    /// <summary>The names of all that it has.</summary>
    /// <exception cref="RegistryUnavailableException">The registry does not answer.</exception>
    public async Task<ImmutableArray<string>> RepositoriesAsync(string registry, CancellationToken cancellationToken)
    {
        using var catalog = await JsonAsync(registry, new Uri($"http://{registry}/v2/_catalog"), cancellationToken);
        return catalog is null ? [] : [.. catalog.RootElement.GetProperty("repositories").EnumerateArray().Select(name => name.GetString()!)];
    }

    /// <summary>The digest behind a tag; null when the registry has no such image.</summary>
    /// <param name="registry">host:port.</param>
    /// <param name="name">Repository.</param>
    /// <param name="tag">Tag, or a digest.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <exception cref="RegistryUnavailableException">The registry does not answer.</exception>
    public async Task<string?> DigestAsync(string registry, string name, string tag, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(registry, HttpMethod.Head, new Uri($"http://{registry}/v2/{name}/manifests/{tag}"), cancellationToken);
        return response?.Headers.GetValues("Docker-Content-Digest").Single();
    }

    /// <summary>What an image tells of itself: the variables that it sets; none when the registry has no such image.</summary>
    /// <exception cref="RegistryUnavailableException">The registry does not answer.</exception>
    public async Task<ImmutableDictionary<string, string>> VariablesAsync(string registry, string name, string selector, CancellationToken cancellationToken)
    {
        var repository = $"http://{registry}/v2/{name}";
        using var manifest = await JsonAsync(registry, new Uri($"{repository}/manifests/{selector}"), cancellationToken);
        if (manifest is null)
        {
            return [];
        }

        if (manifest.RootElement.TryGetProperty("manifests", out var platforms))
        {
            return await VariablesAsync(registry, name, platforms[0].GetProperty("digest").GetString()!, cancellationToken);
        }

        var digest = manifest.RootElement.GetProperty("config").GetProperty("digest").GetString();
        using var image = await JsonAsync(registry, new Uri($"{repository}/blobs/{digest}"), cancellationToken);
        return image is not null && image.RootElement.TryGetProperty("config", out var config) && config.TryGetProperty("Env", out var variables)
            && variables.ValueKind == JsonValueKind.Array
            ? variables.EnumerateArray().Select(pair => pair.GetString()!.Split('=', 2)).Where(pair => pair.Length == 2)
                .GroupBy(pair => pair[0]).ToImmutableDictionary(group => group.Key, group => group.Last()[1])
            : [];
    }

    /// <summary>The digest behind a tag of a registry that is not ours; null when it does not tell us.</summary>
    /// <param name="registry">Its name in references.</param>
    /// <param name="endpoint">Where its API is.</param>
    /// <param name="name">Repository.</param>
    /// <param name="tag">Tag, or a digest.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <exception cref="RegistryUnavailableException">It does not answer within seconds.</exception>
    public async Task<string?> ForeignDigestAsync(string registry, Uri endpoint, string name, string tag, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(ForeignLimit);
        try
        {
            using var response = await SendAsync(registry, HttpMethod.Head, new Uri(endpoint, $"/v2/{name}/manifests/{tag}"), limited.Token);
            return response is not null && response.Headers.TryGetValues("Docker-Content-Digest", out var digests) ? digests.FirstOrDefault() : null;
        }
        catch (RegistryUnavailableException exception) when (exception.InnerException is HttpRequestException { StatusCode: not null })
        {
            // It asks for a login, or answers in another way that only the builder may know how to go on from.
            return null;
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RegistryUnavailableException(registry, exception);
        }
    }

    private async Task<JsonDocument?> JsonAsync(string registry, Uri address, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(registry, HttpMethod.Get, address, cancellationToken);
        return response is null ? null : JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
    }

    private async Task<HttpResponseMessage?> SendAsync(string registry, HttpMethod method, Uri address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, address);
        foreach (var type in (string[])[.. Indexes, .. Manifests, "*/*"])
        {
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
        }

        try
        {
            var response = await http.SendAsync(request, cancellationToken);
            if (response.StatusCode != HttpStatusCode.NotFound)
            {
                return response.EnsureSuccessStatusCode();
            }

            response.Dispose();
            return null;
        }
        catch (HttpRequestException exception)
        {
            throw new RegistryUnavailableException(registry, exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RegistryUnavailableException(registry, exception);
        }
    }
}

/// <summary>The registry does not answer.</summary>
public sealed class RegistryUnavailableException(string registry, Exception cause)
    : DemoException($"the registry {registry} does not answer: {cause.Message}", "./demo status   # then: ./demo up", cause)
{
    /// <summary>Its host:port.</summary>
    public string Registry { get; } = registry;
}
