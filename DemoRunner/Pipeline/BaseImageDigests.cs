using DddAspire.DemoEnvironment.Distribution;
using DddAspire.DemoRunner.Dockerfiles;

namespace DddAspire.DemoRunner.Pipeline;

/// <summary>
/// The digest behind a base image's name: a tag that was moved is another base image. Our own registry must know the image; another one is
/// asked where it can be, and what it keeps to itself is left to the builder, which may be logged in there or have the image already.
/// </summary>
internal sealed class BaseImageDigests(RegistryClient registry)
{
    /// <summary>What the image's name stands for now.</summary>
    /// <param name="ours">host:port of our own registry.</param>
    /// <param name="plan">The Dockerfile that names it.</param>
    /// <param name="image">The image.</param>
    /// <param name="line">Where it is named.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <exception cref="DockerfileFaultException">There is no such image, or nothing listens on this machine where it is said to be.</exception>
    /// <exception cref="RegistryUnavailableException">Our own registry does not answer.</exception>
    public async Task<string> FindAsync(string ours, BuildPlan plan, ImageReference image, int line, CancellationToken cancellationToken)
    {
        var name = plan.File.Integration;
        if (IsOurs(ours, image.Registry))
        {
            return await registry.DigestAsync(ours, image.Repository, image.Selector, cancellationToken)
                ?? throw new DockerfileFaultException(name, line, $"the registry has no image {image}",
                    $"curl http://{ours}/v2/{image.Repository}/tags/list   # the fix packs there are");
        }

        if (image.Digest is not null)
        {
            return image.Digest.Text;
        }

        try
        {
            return await registry.ForeignDigestAsync(image, cancellationToken) ?? image.Whole.Text;
        }
        catch (RegistryUnavailableException exception) when (IsLoopback(image.Registry))
        {
            throw new DockerfileFaultException(name, line, $"{image}: nothing answers at {image.Registry} ({exception.InnerException?.Message})",
                $"our registry is {ours}; curl http://{ours}/v2/_catalog   # what it has");
        }
        catch (RegistryUnavailableException)
        {
            return image.Whole.Text;
        }
    }

    /// <summary>Whether an address is our registry's, by whichever name of this machine.</summary>
    internal static bool IsOurs(string ours, string registry) =>
        registry == ours || (IsLoopback(registry) && IsLoopback(ours) && registry.Split(':')[^1] == ours.Split(':')[^1]);

    internal static bool IsLoopback(string registry) => registry.Split(':')[0] is "localhost" or "127.0.0.1";
}
