using DddAspire.DemoEnvironment.Docker;
using DddAspire.DemoEnvironment.State;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoRunner.Pipeline;

/// <summary>Makes sure that the registry has an integration's image: found by its content hash, else built by BuildKit and pushed.</summary>
internal sealed class ImageBuilder(RegistryClient registry, Buildx buildx)
{
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
            await ToolRunner.RunAsync(await BuildAsync(source, tag, commit, cancellationToken), say, cancellationToken);
        }
        catch (ToolFailedException failure) when (BuildFault.Find(source.Name, failure) is { } fault)
        {
            throw fault;
        }

        var digest = await registry.DigestAsync(address, source.Name, source.ContentHash, cancellationToken)
            ?? throw new RegistryAwayException(address, new InvalidDataException($"it took {tag} but does not have it"));
        return new PushedImage(source, $"{address}/{source.Name}@{digest}", Built: true);
    }

    // No provenance attestation: it would make the image an index whose digest changes with every build.
    private async Task<ToolCommand> BuildAsync(IntegrationSource source, string tag, string commit, CancellationToken cancellationToken) =>
        await buildx.CommandAsync(
        [
            "build", "--progress=plain", "--push", "--provenance=false", "--tag", tag,
            "--label", $"org.opencontainers.image.revision={commit}",
            "--label", $"org.opencontainers.image.base.name={source.Dockerfile.BaseImage}",
            "--label", $"org.opencontainers.image.version={source.Dockerfile.FixPack}",
            "--label", $"ddd.demo.bar={source.Dockerfile.Bar}",
            source.Folder,
        ],
        cancellationToken) with
        {
            Limit = TimeSpan.FromMinutes(10),
            // The commit is a label already: buildx need not ask git for it, seven times.
            Environment = new Dictionary<string, string?> { ["BUILDX_NO_DEFAULT_ATTESTATIONS"] = "1", ["BUILDX_GIT_INFO"] = "false" },
        };
}
