using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using DddAspire.Contracts.Faults;
using DddAspire.DemoRunner.Dockerfiles;

namespace DddAspire.DemoRunner.Pipeline;

/// <summary>Asks registries what they have.</summary>
internal sealed class RegistryClient(HttpClient http)
{
    private static readonly TimeSpan ForeignLimit = TimeSpan.FromSeconds(5);
    private static readonly string[] Indexes = ["application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json"];
    private static readonly string[] Manifests = ["application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json"];

    /// <summary>The digest behind a tag; null when the registry has no such image.</summary>
    /// <param name="registry">host:port.</param>
    /// <param name="name">Repository.</param>
    /// <param name="tag">Tag, or a digest.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <exception cref="RegistryAwayException">The registry does not answer.</exception>
    public async Task<string?> DigestAsync(string registry, string name, string tag, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(registry, HttpMethod.Head, new Uri($"http://{registry}/v2/{name}/manifests/{tag}"), cancellationToken);
        return response?.Headers.GetValues("Docker-Content-Digest").Single();
    }

    /// <summary>What an image tells of itself: the variables that it sets; none when the registry has no such image.</summary>
    /// <exception cref="RegistryAwayException">The registry does not answer.</exception>
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
    /// <exception cref="RegistryAwayException">It does not answer within seconds.</exception>
    public async Task<string?> AskAsync(ImageReference image, CancellationToken cancellationToken)
    {
        var host = image.Registry == ImageReference.DockerHub ? "registry-1.docker.io" : image.Registry;
        var scheme = BaseImageDigests.IsLoopback(image.Registry) ? "http" : "https";
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(ForeignLimit);
        try
        {
            using var response = await SendAsync(image.Registry, HttpMethod.Head, new Uri($"{scheme}://{host}/v2/{image.Repository}/manifests/{image.Selector}"), limited.Token);
            return response is not null && response.Headers.TryGetValues("Docker-Content-Digest", out var digests) ? digests.FirstOrDefault() : null;
        }
        catch (RegistryAwayException exception) when (exception.InnerException is HttpRequestException { StatusCode: not null })
        {
            // It asks for a login, or answers in another way that only the builder may know how to go on from.
            return null;
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RegistryAwayException(image.Registry, exception);
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
            throw new RegistryAwayException(registry, exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RegistryAwayException(registry, exception);
        }
    }
}

/// <summary>The registry does not answer.</summary>
internal sealed class RegistryAwayException(string registry, Exception cause)
    : DemoException($"the registry {registry} does not answer: {cause.Message}", "./demo status   # then: ./demo up", cause)
{
    /// <summary>Its host:port.</summary>
    public string Registry { get; } = registry;
}
