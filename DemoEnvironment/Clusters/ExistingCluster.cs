using System.Text.Json;
using DddAspire.DemoEnvironment.Faults;
using DddAspire.DemoEnvironment.Platform;
using DddAspire.DemoEnvironment.Secrets;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.Steps;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.Clusters;

/// <summary>A cluster that the user has: our two namespaces are made in it and removed from it, nothing else is touched.</summary>
internal sealed class ExistingCluster(EnvironmentOptions options, StepLog steps, TimeProvider time) : ICluster
{
    private readonly Kubectl kubectl = new(options.Layout.Kubeconfig);

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
            OwnerFile.Write(candidate, await CopyOfContextAsync(cancellationToken));
            try
            {
                await CheckAsync(new Kubectl(candidate), cancellationToken);
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
    public Task<string?> HealthAsync(CancellationToken cancellationToken) => kubectl.WhyNotReadyAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<string> VersionAsync(CancellationToken cancellationToken) => kubectl.ServerVersionAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, Uri>> ApiUrlsAsync(CancellationToken cancellationToken)
    {
        using var nodes = await kubectl.JsonAsync(["get", "nodes"], cancellationToken);
        var address = InternalAddress(nodes.RootElement);
        return PlatformManifests.Namespaces.ToDictionary(target => target.Name, target => new Uri($"http://{address}:{target.ApiNodePort}"));
    }

    /// <inheritdoc/>
    public Task DeleteAsync(CancellationToken cancellationToken) =>
        steps.RunAsync("Remove our namespaces", async step =>
        {
            if (File.Exists(options.Layout.Kubeconfig))
            {
                // By label: a namespace of that name that we did not make stays.
                await kubectl.RunAsync(["delete", "namespaces", $"--selector={PlatformManifests.Ours}", "--wait=false"], cancellationToken);
                await new Wait("our namespaces to be gone", TimeSpan.FromMinutes(3), TimeSpan.FromSeconds(1), $"kubectl --context {options.Context} get namespaces")
                    .UntilAsync(WhatIsLeftAsync, time, cancellationToken);
                step.Made(string.Join(", ", PlatformManifests.Namespaces.Select(target => target.Name)));
            }
        });

    internal static string InternalAddress(JsonElement nodeList) =>
        nodeList.GetProperty("items")[0].GetProperty("status").GetProperty("addresses").EnumerateArray()
            .First(address => address.GetProperty("type").GetString() == "InternalIP").GetProperty("address").GetString()!;

    // The user's own file is read here and nowhere else.
    private async Task<string> CopyOfContextAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await ToolRunner.RunAsync(
                new ToolCommand("kubectl", ["config", "view", "--raw", "--minify", "--flatten", $"--context={options.Context}"]), cancellationToken)).StandardOutput;
        }
        catch (ToolFailedException failure)
        {
            throw new MachineException($"context {options.Context}: {failure.Evidence}", "kubectl config get-contexts   # those that there are", failure);
        }
    }

    private async Task<string?> WhatIsLeftAsync(CancellationToken cancellationToken)
    {
        var left = await NamespacesAsync(kubectl, PlatformManifests.Ours, cancellationToken);
        return left.Count > 0 ? $"{string.Join(", ", left)} still there" : null;
    }

    private static async Task<List<string>> NamespacesAsync(Kubectl cluster, string selector, CancellationToken cancellationToken)
    {
        using var listed = await cluster.JsonAsync(["get", "namespaces", $"--selector={selector}"], cancellationToken);
        return [.. listed.RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("metadata").GetProperty("name").GetString()!)];
    }

    private async Task CheckAsync(Kubectl candidate, CancellationToken cancellationToken)
    {
        try
        {
            await candidate.ServerVersionAsync(cancellationToken);
        }
        catch (ToolFailedException failure)
        {
            throw new PartBrokenException("cluster", $"{options.Context} does not answer: {failure.Evidence}", $"kubectl --context {options.Context} version", failure);
        }

        await ClusterPermissions.CheckAsync(candidate, options.Context, cancellationToken);
        await NamespacesAreOursAsync(candidate, cancellationToken);
    }

    // Applied over, a namespace of the user's would get our label, and be removed with it.
    private async Task NamespacesAreOursAsync(Kubectl candidate, CancellationToken cancellationToken)
    {
        var foreign = await NamespacesAsync(candidate, PlatformManifests.NotOurs, cancellationToken);
        var names = foreign.Intersect(PlatformManifests.Namespaces.Select(target => target.Name)).ToList();
        if (names.Count > 0)
        {
            throw new ForeignObjectException(
                $"namespace {string.Join(" and ", names)} in context {options.Context}",
                $"kubectl --context {options.Context} get all --namespace {names[0]}   # whose is it? The demo needs that name for itself");
        }
    }
}
