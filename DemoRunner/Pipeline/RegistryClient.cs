using System.Net;
using System.Net.Http.Headers;
using DddAspire.DemoEnvironment.Faults;

namespace DddAspire.DemoRunner.Pipeline;

/// <summary>Asks the registry what it has.</summary>
internal sealed class RegistryClient(HttpClient http)
{
    private static readonly string[] ManifestTypes =
    [
        "application/vnd.oci.image.index.v1+json",
        "application/vnd.oci.image.manifest.v1+json",
        "application/vnd.docker.distribution.manifest.list.v2+json",
        "application/vnd.docker.distribution.manifest.v2+json",
    ];

    /// <summary>The digest behind a tag; null when the registry has no such image.</summary>
    /// <param name="registry">host:port.</param>
    /// <param name="name">Repository.</param>
    /// <param name="tag">Tag.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <exception cref="RegistryAwayException">The registry does not answer.</exception>
    public async Task<string?> DigestAsync(string registry, string name, string tag, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri($"http://{registry}/v2/{name}/manifests/{tag}"));
        foreach (var type in ManifestTypes)
        {
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
        }

        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            if (response.StatusCode == HttpStatusCode.NotFound)
            {
                return null;
            }

            response.EnsureSuccessStatusCode();
            return response.Headers.GetValues("Docker-Content-Digest").Single();
        }
        catch (HttpRequestException exception)
        {
            throw new RegistryAwayException(registry, exception);
        }
    }
}

/// <summary>The registry does not answer.</summary>
internal sealed class RegistryAwayException(string registry, Exception cause)
    : DemoException($"the registry {registry} does not answer: {cause.Message}", "./demo status   # then: ./demo up", cause);
