using System.Collections.Concurrent;
using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.Kubernetes;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoRunner.Git;
using DddAspire.DemoRunner.Kubernetes;
using DddAspire.DemoRunner.Manifests;
using DddAspire.DemoRunner.Rollouts;
using DddAspire.DemoRunner.Runs;
using k8s.Models;

namespace DddAspire.DemoRunner.Pipeline;

/// <summary>Puts images into a namespace and, when that fails, what was there before.</summary>
internal sealed class NamespaceDeployer(RunCatalog runs, RolloutWatcher rollouts, ApiCheck api, EnvironmentOptions options, TimeProvider time)
{
    /// <summary>What each integration in a namespace was made from; one that somebody changed by hand was made from nothing that git has.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ContentHashesAsync(ClusterAccess cluster, string target, CancellationToken cancellationToken) =>
        (await DeployedAsync(cluster, target, cancellationToken)).ToDictionary(pair => pair.Key, pair => pair.Value.Drift is null ? pair.Value.Release.ContentHash : "");

    /// <summary>Who changed what by hand in a namespace, in words.</summary>
    public static async Task<IReadOnlyList<string>> DriftsAsync(ClusterAccess cluster, string target, CancellationToken cancellationToken) =>
    [
        .. (await DeployedAsync(cluster, target, cancellationToken)).Where(pair => pair.Value.Drift is not null)
            .Select(pair => $"{pair.Key} in {target} {pair.Value.Drift}"),
    ];

    /// <summary>Applies what the namespace does not run yet and follows the rollouts to their end, all at once; the fault of one is that one's alone.</summary>
    public async Task<DeployOutcome> DeployAsync(
        RunView run, ClusterAccess cluster, string target, IReadOnlyList<PushedImage> images, Action<string> say, CancellationToken cancellationToken)
    {
        var before = await DeployedAsync(cluster, target, cancellationToken);
        var faults = new ConcurrentDictionary<string, DemoException>();
        // A run that a crash interrupted has already applied some: their rollouts are followed again.
        await Task.WhenAll(images.Select(async image =>
        {
            var there = before.GetValueOrDefault(image.Source.Name);
            try
            {
                await ReplaceAsync(run, cluster, target, image, there, say, cancellationToken);
            }
            catch (DemoException fault) when (!RunFaults.IsOfTheEnvironment(fault))
            {
                say($"{image.Source.Name}: {Advice.Of(fault, options)}");
                faults[image.Source.Name] = fault;
            }
        }));
        return new DeployOutcome(before.Count == 0, faults);
    }

    /// <summary>Lets the cluster look at everything before anything is applied.</summary>
    /// <returns>What it would refuse, by integration.</returns>
    public static async Task<IReadOnlyDictionary<string, DemoException>> VerifyAsync(
        RunView run, ClusterAccess cluster, string target, IReadOnlyList<PushedImage> images, CancellationToken cancellationToken)
    {
        var faults = new ConcurrentDictionary<string, DemoException>();
        await Task.WhenAll(images.Select(async image =>
        {
            try
            {
                await Applier.VerifyAsync(cluster, ReleaseOf(run, target, image), cancellationToken);
            }
            catch (DemoException fault) when (!RunFaults.IsOfTheEnvironment(fault))
            {
                faults[image.Source.Name] = fault;
            }
        }));
        return faults;
    }

    public Task CheckAsync(ClusterAccess cluster, string target, bool first, CancellationToken cancellationToken) =>
        api.CheckAsync(cluster, target, patient: first, cancellationToken);

    /// <summary>Puts what the run replaced back to what was there before: every object, and those that came with the change are removed.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="repository">Has the manifests of before.</param>
    /// <param name="only">The integrations that go back; null for all.</param>
    /// <param name="say">Takes what is done.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>False when one of them had nothing before.</returns>
    public async Task<bool> TakeBackAsync(
        RunView run, ClusterAccess cluster, GitCache repository, IReadOnlyCollection<string>? only, Action<string> say, CancellationToken cancellationToken)
    {
        var replaced = runs.History(run.Id).OfType<RunEvent.Replacing>()
            .Where(entry => only?.Contains(entry.Integration) != false)
            .GroupBy(entry => (entry.Namespace, entry.Integration))
            .Select(group => group.First())
            .ToList();
        await Task.WhenAll(replaced.Where(entry => entry.Previous is not null).Select(async entry =>
        {
            var previous = entry.Previous!;
            say($"{entry.Integration} in {entry.Namespace} goes back to {previous.Runtime} ({CommitId.Abbreviate(previous.Commit)})");
            var before = await ManifestsAsync(repository, previous.Commit, entry.Integration, cancellationToken);
            var applied = await Applier.ApplyAsync(cluster, ReleaseFactory.Make(before, entry.Namespace, previous.Image, Describe(previous)), cancellationToken);
            await RemoveAddedAsync(run, cluster, repository, entry, before, cancellationToken);
            await rollouts.WatchAsync(cluster, applied, say, cancellationToken);
            await Applier.ObserveAsync(cluster, entry.Integration, entry.Namespace, Annotations.Bar, previous.Bar, cancellationToken);
        }));
        return replaced.TrueForAll(entry => entry.Previous is not null);
    }

    private static async Task RemoveAddedAsync(
        RunView run, ClusterAccess cluster, GitCache repository, RunEvent.Replacing entry, ManifestSet before, CancellationToken cancellationToken)
    {
        var after = await ManifestsAsync(repository, run.Commit, entry.Integration, cancellationToken);
        foreach (var added in after.Items.Where(item => !before.Items.Any(old => (old.Kind, old.Name) == (item.Kind, item.Name))))
        {
            await Applier.DeleteAsync(cluster, entry.Namespace, added, cancellationToken);
        }
    }

    private async Task ReplaceAsync(
        RunView run, ClusterAccess cluster, string target, PushedImage image, Deployed? there, Action<string> say, CancellationToken cancellationToken)
    {
        var source = image.Source;
        AppliedRelease applied;
        if (there is null || there.Drift is not null || there.Release.ContentHash != source.ContentHash)
        {
            runs.Append(run.Id, new RunEvent.Replacing(time.GetUtcNow(), target, source.Name, there?.Release));
            if (there?.Drift is not null)
            {
                await Applier.TakeOverAsync(cluster, there.Deployment, cancellationToken);
            }

            applied = await Applier.ApplyAsync(cluster, ReleaseOf(run, target, image), cancellationToken);
            say($"{source.Name} applied: {image.Reference}");
        }
        else
        {
            applied = AppliedRelease.Of(there.Deployment);
        }

        await rollouts.WatchAsync(cluster, applied, say, cancellationToken);
        var bars = await PodVersions.BarsAsync(cluster, source.Name, target, image.Reference, cancellationToken)
            ?? source.Dockerfile.Bars().Select(bar => bar.Name.Text).FirstOrDefault() ?? "none";
        await Applier.ObserveAsync(cluster, source.Name, target, Annotations.Bar, bars, cancellationToken);
    }

    private static Release ReleaseOf(RunView run, string target, PushedImage image) => ReleaseFactory.Make(
        image.Source.Manifests, target, image.Reference,
        Describe(new PreviousRelease(run.Commit, image.Reference, image.Source.ContentHash, image.Source.Tree, image.Runtime, "")));

    private static async Task<ManifestSet> ManifestsAsync(GitCache repository, string commit, string integration, CancellationToken cancellationToken)
    {
        var texts = new List<(string File, string Text)>();
        foreach (var file in (await repository.FilesAsync(commit, integration, cancellationToken)).Where(ManifestReader.IsYaml).Order(StringComparer.Ordinal))
        {
            texts.Add((file, await repository.ReadAsync(commit, $"{integration}/{file}", cancellationToken)));
        }

        return ManifestReader.Read(integration, texts);
    }

    private static async Task<IReadOnlyDictionary<string, Deployed>> DeployedAsync(ClusterAccess cluster, string target, CancellationToken cancellationToken)
    {
        var deployments = await cluster.DeploymentsAsync(target, ClusterView.Ours, cancellationToken);
        return deployments
            .Where(deployment => ClusterView.Annotation(deployment, Annotations.Commit).Length > 0)
            .ToDictionary(
                deployment => deployment.Metadata.Name,
                deployment => new Deployed(
                    new PreviousRelease(
                        ClusterView.Annotation(deployment, Annotations.Commit),
                        ClusterView.DeployedImage(deployment),
                        ClusterView.Annotation(deployment, Annotations.ContentHash),
                        ClusterView.Annotation(deployment, Annotations.Source),
                        ClusterView.Annotation(deployment, Annotations.Runtime),
                        ClusterView.Annotation(deployment, Annotations.Bar)),
                    Drift.Of(deployment),
                    deployment));
    }

    private static Dictionary<string, string> Describe(PreviousRelease release) => new()
    {
        [Annotations.Commit] = release.Commit,
        [Annotations.Source] = release.Source,
        [Annotations.ContentHash] = release.ContentHash,
        [Annotations.Image] = release.Image,
        [Annotations.Runtime] = release.Runtime,
    };

    private sealed record Deployed(PreviousRelease Release, string? Drift, V1Deployment Deployment);
}

/// <summary>How a deployment to a namespace went.</summary>
/// <param name="First">Whether the namespace was empty before.</param>
/// <param name="Faults">Those that did not come up, each with the reason.</param>
internal sealed record DeployOutcome(bool First, IReadOnlyDictionary<string, DemoException> Faults);
