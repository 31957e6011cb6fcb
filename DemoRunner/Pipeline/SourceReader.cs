using System.Security.Cryptography;
using System.Text;
using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.Distribution;
using DddAspire.DemoEnvironment.State;
using DddAspire.DemoRunner.Dockerfiles;
using DddAspire.DemoRunner.Manifests;

namespace DddAspire.DemoRunner.Pipeline;

/// <summary>Turns a checkout into integrations that can be compared with what is deployed.</summary>
internal sealed class SourceReader(BaseImageDigests digests)
{
    /// <summary>Reads every folder that has a Dockerfile or a manifest; the fault of one is that one's alone.</summary>
    /// <param name="state">The environment: its registry holds the base images.</param>
    /// <param name="workspace">The checkout.</param>
    /// <param name="folders">Each folder's tree id.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="RegistryUnavailableException">Our own registry does not answer.</exception>
    public async Task<SourceSet> ReadAsync(
        EnvironmentState state, string workspace, IReadOnlyDictionary<string, string> folders, CancellationToken cancellationToken)
    {
        var read = await Task.WhenAll(folders.OrderBy(folder => folder.Key, StringComparer.Ordinal)
            .Select(folder => (Name: folder.Key, Tree: folder.Value, Path: Path.Combine(workspace, folder.Key)))
            .Where(folder => File.Exists(Path.Combine(folder.Path, "Dockerfile")) || ManifestReader.Files(folder.Path).Any(ManifestReader.HoldsManifest))
            .Select(folder => TryReadAsync(state.Registry.Address, folder.Name, folder.Path, folder.Tree, cancellationToken)));
        return new SourceSet(
            [.. read.Select(one => one.Source).OfType<IntegrationSource>()],
            read.Where(one => one.Fault is not null).ToDictionary(one => one.Name, one => one.Fault!));
    }

    private async Task<(string Name, IntegrationSource? Source, DemoException? Fault)> TryReadAsync(
        string ours, string name, string folder, string tree, CancellationToken cancellationToken)
    {
        try
        {
            return (name, await ReadOneAsync(ours, name, folder, tree, cancellationToken), null);
        }
        catch (DemoException fault) when (fault is DockerfileFaultException or ManifestFaultException)
        {
            return (name, null, fault);
        }
    }

    private async Task<IntegrationSource> ReadOneAsync(string ours, string name, string folder, string tree, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, "Dockerfile");
        if (!File.Exists(path))
        {
            throw new DockerfileFaultException(name, 1, "there is no such file", "every integration's folder has a Dockerfile and a Deployment's manifest");
        }

        // What docker refuses comes before what the cluster would.
        var plan = BuildPlan.Read(name, await File.ReadAllTextAsync(path, Encoding.UTF8, cancellationToken));
        var manifests = await ManifestReader.ReadAsync(name, folder, cancellationToken);
        var basis = await Task.WhenAll(plan.Images().Select(image => digests.FindAsync(ours, plan, image.Image, image.Line, cancellationToken)));
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{tree}\n{string.Join('\n', basis)}"));
        return new IntegrationSource(name, folder, tree, plan, manifests, Convert.ToHexStringLower(hash)[..16]);
    }
}

/// <summary>What a commit holds.</summary>
/// <param name="Integrations">Those that can be built.</param>
/// <param name="Faults">Those that can't, each with the reason.</param>
internal sealed record SourceSet(IReadOnlyList<IntegrationSource> Integrations, IReadOnlyDictionary<string, DemoException> Faults);
