using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.Kubernetes;
using DddAspire.DemoEnvironment.Platform;
using DddAspire.DemoEnvironment.Secrets;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.Steps;
using k8s.Models;

namespace DddAspire.DemoEnvironment.Clusters;

/// <summary>A cluster that the user has: our two namespaces are made in it and removed from it, nothing else is touched.</summary>
internal sealed class ExistingCluster(EnvironmentOptions options, StepLog steps, TimeProvider time) : ICluster
{
    private readonly ClusterAdmin cluster = new(options.Layout.Kubeconfig);
    private readonly EnvironmentOwner owner = EnvironmentOwner.Of(options.StateDirectory);

    /// <inheritdoc/>
    public string Name => "cluster";

    /// <inheritdoc/>
    public string Title => options.Context ?? "";

    /// <inheritdoc/>
    public Uri? Url => null;

    /// <inheritdoc/>
    public Task EnsureAsync(CancellationToken cancellationToken) =>
        steps.RunAsync("Cluster", async step =>
        {
            // In its place only when the cluster will do: a kubeconfig there tells `down` that something may have been made.
            var candidate = $"{options.Layout.Kubeconfig}.candidate";
            PrivateFile.Write(candidate, CopyOfContext());
            try
            {
                await CheckAsync(new ClusterAdmin(candidate), cancellationToken);
                File.Move(candidate, options.Layout.Kubeconfig, overwrite: true);
            }
            finally
            {
                File.Delete(candidate);
            }

            step.WasThere($"context {options.Context}");
        });

    /// <inheritdoc/>
    public Task WaitUntilReadyAsync(CancellationToken cancellationToken) =>
        new Wait("the nodes to be ready", TimeSpan.FromMinutes(3), TimeSpan.FromSeconds(1), $"kubectl --context {options.Context} get nodes")
            .UntilAsync(HealthAsync, time, cancellationToken);

    /// <inheritdoc/>
    public Task<string?> HealthAsync(CancellationToken cancellationToken) => NodeReadiness.WhyNotAsync(cluster, cancellationToken);

    /// <inheritdoc/>
    public Task<string> VersionAsync(CancellationToken cancellationToken) => cluster.VersionAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, Uri>> ApiUrlsAsync(CancellationToken cancellationToken)
    {
        var address = NodeAddress(await cluster.NodesAsync(cancellationToken));
        return PlatformManifests.Namespaces.ToDictionary(target => target.Name, target => new Uri($"http://{address}:{target.ApiNodePort}"));
    }

    /// <inheritdoc/>
    public Task DeleteAsync(CancellationToken cancellationToken) =>
        steps.RunAsync("Remove our namespaces", async step =>
        {
            if (File.Exists(options.Layout.Kubeconfig) && await OwnNamespacesAsync(cancellationToken) is { Count: > 0 } own)
            {
                foreach (var name in own)
                {
                    await cluster.DeleteNamespaceAsync(name, cancellationToken);
                }

                await new Wait("our namespaces to be gone", TimeSpan.FromMinutes(3), TimeSpan.FromSeconds(1), $"kubectl --context {options.Context} get namespaces")
                    .UntilAsync(WhatIsLeftAsync, time, cancellationToken);
                step.Made(string.Join(", ", own));
            }
        });

    /// <summary>Where node ports answer: the address of a node that is ready, the one inside the cluster's network before any other.</summary>
    /// <exception cref="PartBrokenException">No node has one.</exception>
    internal static string NodeAddress(IEnumerable<V1Node> nodes) =>
        (from node in nodes
         from address in node.Status?.Addresses ?? []
         where address.Type is "InternalIP" or "ExternalIP"
         orderby NodeReadiness.WhyNotReady(node) is null descending, address.Type == "InternalIP" descending
         select address.Address).FirstOrDefault()
        ?? throw new PartBrokenException("cluster", "none of its nodes has an address", "kubectl get nodes --output wide");

    // The user's own file is read here and nowhere else.
    private string CopyOfContext()
    {
        try
        {
            return Kubeconfig.CopyOf(options.Context ?? "", Kubeconfig.OfUser());
        }
        catch (KubeconfigException failure)
        {
            throw new MachineException($"context {options.Context}: {failure.Message}", failure.Advice, failure);
        }
    }

    private async Task<string?> WhatIsLeftAsync(CancellationToken cancellationToken)
    {
        var left = await OwnNamespacesAsync(cancellationToken);
        return left.Count > 0 ? $"{string.Join(", ", left)} still there" : null;
    }

    private async Task<IReadOnlyList<string>> OwnNamespacesAsync(CancellationToken cancellationToken) =>
        NamespaceOwnership.Own(await cluster.NamespacesAsync(cancellationToken), owner);

    private async Task CheckAsync(ClusterAdmin candidate, CancellationToken cancellationToken)
    {
        try
        {
            await candidate.VersionAsync(cancellationToken);
        }
        catch (ClusterCallException failure)
        {
            throw new PartBrokenException("cluster", $"{options.Context} does not answer: {failure.Evidence}", $"kubectl --context {options.Context} version", failure);
        }

        await ClusterPermissions.CheckAsync(candidate, options.Context, cancellationToken);
        await NamespacesAreOursAsync(candidate, cancellationToken);
    }

    // Applied over, a namespace of the user's would get our mark, and be removed with it.
    private async Task NamespacesAreOursAsync(ClusterAdmin candidate, CancellationToken cancellationToken)
    {
        var names = NamespaceOwnership.Foreign(await candidate.NamespacesAsync(cancellationToken), owner);
        if (names.Count > 0)
        {
            throw new ForeignObjectException(
                $"namespace {string.Join(" and ", names)} in context {options.Context}",
                $"kubectl --context {options.Context} get namespace {names[0]} --show-labels   # whose is it, another demo's? This one needs that name for itself");
        }
    }
}
