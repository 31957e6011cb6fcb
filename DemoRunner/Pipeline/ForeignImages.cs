using DddAspire.DemoEnvironment.Distribution;
using DddAspire.DemoRunner.Dockerfiles;

namespace DddAspire.DemoRunner.Pipeline;

/// <summary>Images of registries that are not ours.</summary>
internal static class ForeignImages
{
    /// <summary>The digest behind an image's name now; null when its registry does not tell us.</summary>
    /// <exception cref="RegistryUnavailableException">It does not answer within seconds.</exception>
    public static Task<string?> ForeignDigestAsync(this RegistryClient registry, ImageReference image, CancellationToken cancellationToken) =>
        registry.ForeignDigestAsync(image.Registry, Endpoint(image), image.Repository, image.Selector, cancellationToken);

    // Docker Hub's API is not where its name says; on this machine nobody has certificates.
    private static Uri Endpoint(ImageReference image) => image.Registry == ImageReference.DockerHub
        ? new("https://registry-1.docker.io")
        : new($"{(BaseImageDigests.IsLoopback(image.Registry) ? "http" : "https")}://{image.Registry}");
}
