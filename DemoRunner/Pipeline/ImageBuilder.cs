using DddAspire.DemoEnvironment.BaseImages;
using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.Distribution;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.State;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoRunner.Pipeline;

/// <summary>Makes sure that the registry has an integration's image: found by its content hash, else built by the container engine and pushed.</summary>
internal sealed class ImageBuilder(RegistryClient registry, EnvironmentOptions options)
{
    private static readonly TimeSpan BuildLimit = TimeSpan.FromMinutes(10);

    public async Task<PushedImage> EnsureAsync(
        EnvironmentState state, IntegrationSource source, string commit, Action<string> say, CancellationToken cancellationToken)
    {
        var address = state.Registry.Address;
        var tag = $"{address}/{source.Name}:{source.ContentHash}";
        if (await registry.DigestAsync(address, source.Name, source.ContentHash, cancellationToken) is { } known)
        {
            say($"{source.Name}: the registry has this content already ({source.ContentHash})");
            return await PushedAsync(address, source, known, built: false, cancellationToken);
        }

        try
        {
            await options.Engine.BuildAndPushAsync(Build(source, tag, commit), BuildLimit, say, cancellationToken);
        }
        catch (ToolFailedException failure)
        {
            var dockerfile = await File.ReadAllLinesAsync(Path.Combine(source.Folder, "Dockerfile"), cancellationToken);
            if (BuildFault.Find(source.Name, dockerfile, failure, address) is { } fault)
            {
                throw fault;
            }

            throw;
        }

        var digest = await registry.DigestAsync(address, source.Name, source.ContentHash, cancellationToken)
            ?? throw new RegistryUnavailableException(address, new InvalidDataException($"it took {tag} but does not have it"));
        return await PushedAsync(address, source, digest, built: true, cancellationToken);
    }

    // The image inherits what its base image tells of itself; IBM's tells nothing, so that its tag or digest stands for it.
    private async Task<PushedImage> PushedAsync(string address, IntegrationSource source, string digest, bool built, CancellationToken cancellationToken)
    {
        var variables = await registry.VariablesAsync(address, source.Name, digest, cancellationToken);
        var runtime = variables.GetValueOrDefault(BaseImage.FixPackVariable) ?? source.Dockerfile.BaseImage?.Version ?? "scratch";
        return new PushedImage(source, $"{address}/{source.Name}@{digest}", runtime, built);
    }

    private static ImageBuild Build(IntegrationSource source, string tag, string commit)
    {
        var baseImage = source.Dockerfile.BaseImage?.ToString() ?? "scratch";
        return new(source.Folder, tag, baseImage, new Dictionary<string, string>
        {
            ["org.opencontainers.image.revision"] = commit,
            ["org.opencontainers.image.base.name"] = baseImage,
        });
    }
}
