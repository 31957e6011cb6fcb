using DddAspire.DemoEnvironment.Containers;
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
            return new PushedImage(source, $"{address}/{source.Name}@{known}", Built: false);
        }

        try
        {
            await options.Engine.BuildAndPushAsync(Build(source, tag, commit), BuildLimit, say, cancellationToken);
        }
        catch (ToolFailedException failure)
        {
            var dockerfile = await File.ReadAllLinesAsync(Path.Combine(source.Folder, "Dockerfile"), cancellationToken);
            if (BuildFault.Find(source.Name, dockerfile, failure) is { } fault)
            {
                throw fault;
            }

            throw;
        }

        var digest = await registry.DigestAsync(address, source.Name, source.ContentHash, cancellationToken)
            ?? throw new RegistryAwayException(address, new InvalidDataException($"it took {tag} but does not have it"));
        return new PushedImage(source, $"{address}/{source.Name}@{digest}", Built: true);
    }

    private static ImageBuild Build(IntegrationSource source, string tag, string commit) => new(source.Folder, tag, source.Dockerfile.BaseImage, new Dictionary<string, string>
    {
        ["org.opencontainers.image.revision"] = commit,
        ["org.opencontainers.image.base.name"] = source.Dockerfile.BaseImage,
        ["org.opencontainers.image.version"] = source.Dockerfile.FixPack,
        ["ddd.demo.bar"] = source.Dockerfile.Bar,
    });
}
