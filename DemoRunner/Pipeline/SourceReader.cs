using System.Security.Cryptography;
using System.Text;
using DddAspire.DemoEnvironment.State;

namespace DddAspire.DemoRunner.Pipeline;

/// <summary>Turns a checkout into integrations that can be compared with what is deployed.</summary>
internal sealed class SourceReader(RegistryClient registry)
{
    /// <summary>Reads every folder that has a Dockerfile.</summary>
    /// <param name="state">The environment: its registry holds the base images.</param>
    /// <param name="workspace">The checkout.</param>
    /// <param name="folders">Each folder's tree id.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="DockerfileFaultException">A Dockerfile is wrong, or names a base image that is not in the registry.</exception>
    public async Task<IReadOnlyList<IntegrationSource>> ReadAsync(
        EnvironmentState state, string workspace, IReadOnlyDictionary<string, string> folders, CancellationToken cancellationToken)
    {
        return await Task.WhenAll(folders.OrderBy(folder => folder.Key, StringComparer.Ordinal)
            .Select(folder => (Name: folder.Key, Tree: folder.Value, Path: Path.Combine(workspace, folder.Key)))
            .Where(folder => File.Exists(Path.Combine(folder.Path, "deployment.yaml")))
            .Select(folder => ReadOneAsync(state.Registry.Address, folder.Name, folder.Path, folder.Tree, cancellationToken)));
    }

    private async Task<IntegrationSource> ReadOneAsync(string ours, string name, string folder, string tree, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, "Dockerfile");
        if (!File.Exists(path))
        {
            throw new DockerfileFaultException(name, 1, "there is no such file", "every integration's folder has a Dockerfile and a deployment.yaml");
        }

        var files = Directory.GetFiles(folder).Select(file => Path.GetFileName(file)).ToHashSet();
        var facts = DockerfileFacts.Read(name, await File.ReadAllTextAsync(path, cancellationToken), files);
        var basis = await BaseDigestAsync(ours, name, facts, cancellationToken);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{tree}\n{basis}"));
        return new IntegrationSource(name, folder, facts, Convert.ToHexStringLower(hash)[..16]);
    }

    // A tag that was moved is another base image. Images of other registries are the builder's to find.
    private async Task<string> BaseDigestAsync(string ours, string name, DockerfileFacts facts, CancellationToken cancellationToken)
    {
        if (!facts.BaseImage.StartsWith($"{ours}/", StringComparison.Ordinal) || facts.BaseImage.Contains('@', StringComparison.Ordinal))
        {
            return facts.BaseImage;
        }

        var repository = facts.BaseImage[(ours.Length + 1)..].Split(':')[0];
        return await registry.DigestAsync(ours, repository, facts.FixPack, cancellationToken)
            ?? throw new DockerfileFaultException(name, facts.FromLine, $"the registry has no image {facts.BaseImage}",
                $"curl http://{ours}/v2/{repository}/tags/list   # the fix packs there are");
    }
}
