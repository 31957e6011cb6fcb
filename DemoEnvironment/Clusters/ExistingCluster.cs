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
            // A copy of the one context: the user's own file is read here and nowhere else.
            var copy = await ToolRunner.RunAsync(
                new ToolCommand("kubectl", ["config", "view", "--raw", "--minify", "--flatten", $"--context={options.Context}"]), cancellationToken);
            OwnerFile.Write(options.Layout.Kubeconfig, copy.StandardOutput);
            if (await HealthAsync(cancellationToken) is { } cause)
            {
                throw new PartBrokenException("cluster", cause, $"kubectl --context {options.Context} get nodes");
            }

            await ClusterPermissions.CheckAsync(kubectl, options.Context, cancellationToken);
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
                await kubectl.RunAsync(["delete", "namespaces", "--selector=app.kubernetes.io/part-of=ddd", "--wait=false"], cancellationToken);
                step.Made(string.Join(", ", PlatformManifests.Namespaces.Select(target => target.Name)));
            }
        });

    internal static string InternalAddress(JsonElement nodeList) =>
        nodeList.GetProperty("items")[0].GetProperty("status").GetProperty("addresses").EnumerateArray()
            .First(address => address.GetProperty("type").GetString() == "InternalIP").GetProperty("address").GetString()!;
}
