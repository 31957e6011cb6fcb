using DddAspire.DemoRunner.Git;
using DddAspire.DemoRunner.Kubernetes;
using DddAspire.DemoRunner.Rollouts;
using DddAspire.DemoRunner.Runs;
using k8s;

namespace DddAspire.DemoRunner.Pipeline;

/// <summary>Puts images into a namespace and, when that fails, what was there before.</summary>
internal sealed class NamespaceDeployer(RunCatalog runs, RolloutWatcher rollouts, ApiCheck api, TimeProvider time)
{
    /// <summary>What each integration in a namespace was made from.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ContentHashesAsync(ClusterAccess cluster, string target, CancellationToken cancellationToken) =>
        (await DeployedAsync(cluster, target, cancellationToken)).ToDictionary(pair => pair.Key, pair => pair.Value.ContentHash);

    /// <summary>Applies what the namespace does not run yet and follows the rollouts to their end, all at once.</summary>
    /// <returns>Whether this was the namespace's first deployment.</returns>
    public async Task<bool> DeployAsync(
        RunView run, ClusterAccess cluster, string target, IReadOnlyList<PushedImage> images, Action<string> say, CancellationToken cancellationToken)
    {
        var before = await DeployedAsync(cluster, target, cancellationToken);
        var needed = images.Where(image => before.GetValueOrDefault(image.Source.Name)?.ContentHash != image.Source.ContentHash).ToList();
        // A run that a crash interrupted has already applied some: their rollouts are followed again.
        await Task.WhenAll(images.Select(image => ReplaceAsync(
            run, cluster, target, image, needed.Contains(image) ? before.GetValueOrDefault(image.Source.Name) : null, needed.Contains(image), say, cancellationToken)));
        return before.Count == 0;
    }

    public Task CheckAsync(ClusterAccess cluster, string target, bool first, CancellationToken cancellationToken) =>
        api.CheckAsync(cluster, target, patient: first, cancellationToken);

    /// <summary>Puts every Deployment that the run replaced back to what it ran before.</summary>
    /// <returns>False when one of them had nothing before.</returns>
    public async Task<bool> TakeBackAsync(RunView run, ClusterAccess cluster, GitCache repository, Action<string> say, CancellationToken cancellationToken)
    {
        var replaced = runs.History(run.Id).OfType<RunEvent.Replacing>()
            .GroupBy(entry => (entry.Namespace, entry.Integration))
            .Select(group => group.First())
            .ToList();
        await Task.WhenAll(replaced.Where(entry => entry.Previous is not null).Select(async entry =>
        {
            var previous = entry.Previous!;
            var text = await repository.ReadAsync(previous.Commit, $"{entry.Integration}/deployment.yaml", cancellationToken);
            var files = await repository.ReadAsync(previous.Commit, $"{entry.Integration}/Dockerfile", cancellationToken);
            var facts = DockerfileFacts.Read(entry.Integration, files, await repository.FilesAsync(previous.Commit, entry.Integration, cancellationToken));
            say($"{entry.Integration} in {entry.Namespace} goes back to {facts.FixPack} ({previous.Commit[..8]})");
            await Applier.ApplyAsync(
                cluster,
                ReleaseFactory.Make(entry.Integration, entry.Namespace, text, previous.Image, Describe(previous.Commit, previous.ContentHash, facts)),
                cancellationToken);
            await rollouts.WatchAsync(cluster, entry.Integration, entry.Namespace, say, cancellationToken);
        }));
        return replaced.TrueForAll(entry => entry.Previous is not null);
    }

    private async Task ReplaceAsync(
        RunView run, ClusterAccess cluster, string target, PushedImage image, PreviousRelease? previous, bool apply, Action<string> say,
        CancellationToken cancellationToken)
    {
        var source = image.Source;
        if (apply)
        {
            runs.Append(run.Id, new RunEvent.Replacing(time.GetUtcNow(), target, source.Name, previous));
            var manifests = await ManifestsAsync(source, cancellationToken);
            await Applier.ApplyAsync(
                cluster,
                ReleaseFactory.Make(source.Name, target, manifests, image.Reference, Describe(run.Commit, source.ContentHash, source.Dockerfile)),
                cancellationToken);
            say($"{source.Name} applied: {image.Reference}");
        }

        await rollouts.WatchAsync(cluster, source.Name, target, say, cancellationToken);
    }

    private static async Task<string> ManifestsAsync(IntegrationSource source, CancellationToken cancellationToken)
    {
        var texts = new List<string>();
        foreach (var path in Directory.GetFiles(source.Folder, "*.yaml").Order(StringComparer.Ordinal))
        {
            texts.Add(await File.ReadAllTextAsync(path, cancellationToken));
        }

        return string.Join("\n---\n", texts);
    }

    private static async Task<IReadOnlyDictionary<string, PreviousRelease>> DeployedAsync(ClusterAccess cluster, string target, CancellationToken cancellationToken)
    {
        var deployments = await cluster.Client.AppsV1.ListNamespacedDeploymentAsync(
            target, labelSelector: "app.kubernetes.io/part-of=ddd", cancellationToken: cancellationToken);
        return deployments.Items
            .Where(deployment => ClusterView.Annotation(deployment, Annotations.Commit).Length > 0)
            .ToDictionary(
                deployment => deployment.Metadata.Name,
                deployment => new PreviousRelease(
                    ClusterView.Annotation(deployment, Annotations.Commit),
                    ClusterView.Image(deployment),
                    ClusterView.Annotation(deployment, Annotations.ContentHash)));
    }

    private static Dictionary<string, string> Describe(string commit, string contentHash, DockerfileFacts facts) => new()
    {
        [Annotations.Commit] = commit,
        [Annotations.ContentHash] = contentHash,
        [Annotations.Runtime] = facts.FixPack,
        [Annotations.Bar] = facts.Bar,
    };
}
