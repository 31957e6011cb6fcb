using DddAspire.DemoEnvironment.Distribution;
using DddAspire.DemoRunner.Pipeline;

namespace DddAspire.DemoRunner.Stories;

/// <summary>Finds the digest to write where a Dockerfile pins its base image by digest.</summary>
internal static class FixPackDigest
{
    /// <summary>The digest behind another tag of the folder's base image; null when none is pinned, or the registry does not tell it.</summary>
    /// <exception cref="StoryRefusedException">Our own registry has no such tag.</exception>
    public static async Task<string?> FindAsync(
        RegistryClient registry, string ours, IntegrationFolder folder, string? tag, CancellationToken cancellationToken)
    {
        if (tag is null || folder.Plan.BaseImage is not { Digest: not null } image)
        {
            return null;
        }

        if (BaseImageDigests.IsOurs(ours, image.Registry))
        {
            return await registry.DigestAsync(ours, image.Repository, tag, cancellationToken)
                ?? throw new StoryRefusedException($"The registry has no image {image.Repository}:{tag}.", $"curl http://{ours}/v2/{image.Repository}/tags/list   # the fix packs there are");
        }

        try
        {
            return await registry.ForeignDigestAsync(image with { Tag = Dockerfiles.SourceText.Given(tag), Digest = null }, cancellationToken);
        }
        catch (RegistryUnavailableException)
        {
            return null;
        }
    }
}
