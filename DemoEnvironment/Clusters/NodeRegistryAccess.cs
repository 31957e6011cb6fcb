using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.Kubernetes;
using DddAspire.DemoEnvironment.Registries;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.Steps;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.Clusters;

/// <summary>
/// Lets the cluster's nodes pull from the registry by the name that this machine pushes to. Needs both to run.
/// See https://kind.sigs.k8s.io/docs/user/local-registry/ and KEP-1755 for the ConfigMap.
/// </summary>
public sealed class NodeRegistryAccess
{
    private readonly EnvironmentOptions options;
    private readonly LocalRegistry registry;
    private readonly StepLog steps;

    internal NodeRegistryAccess(EnvironmentOptions options, LocalRegistry registry, StepLog steps) =>
        (this.options, this.registry, this.steps) = (options, registry, steps);

    /// <summary>Connects the networks, tells every node's containerd and says so in the cluster; safe to call again.</summary>
    public Task EnsureAsync(CancellationToken cancellationToken) =>
        steps.RunAsync("Registry in the cluster", async step =>
        {
            foreach (var node in await options.Engine.ContainersWithLabelAsync($"io.x-k8s.kind.cluster={KindCluster.ClusterName}", cancellationToken))
            {
                await OpenAsync(node, cancellationToken);
            }

            await new ClusterAdmin(options.Layout.Kubeconfig).ApplyAsync(YamlDocuments.Read(HostingConfigMap(registry.Address)), cancellationToken);
            step.Made(registry.Address);
        });

    /// <summary>Lets one node pull; Kubernetes need not run on it yet.</summary>
    internal async Task OpenAsync(string node, CancellationToken cancellationToken)
    {
        await JoinNetworkAsync(cancellationToken);
        await ToolRunner.RunAsync(HostsFile(options.Engine, node, registry.Address), cancellationToken);
    }

    internal static ToolCommand HostsFile(ContainerEngine engine, string node, string address)
    {
        var folder = $"/etc/containerd/certs.d/{address}";
        return engine.Command("exec", "--interactive", node, "sh", "-c", $"mkdir -p '{folder}' && cat >'{folder}/hosts.toml'") with
        {
            StandardInput = $"[host.\"http://{LocalRegistry.ContainerName}:{LocalRegistry.ContainerPort}\"]\n",
        };
    }

    internal static string HostingConfigMap(string address) =>
        $"""
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: local-registry-hosting
          namespace: kube-public
        data:
          localRegistryHosting.v1: |
            host: "{address}"
            help: "https://kind.sigs.k8s.io/docs/user/local-registry/"

        """;

    private async Task JoinNetworkAsync(CancellationToken cancellationToken)
    {
        var container = await options.Engine.FindContainerAsync(LocalRegistry.ContainerName, cancellationToken);
        if (container is not null && !container.Networks.Contains(KindNetwork.Name))
        {
            try
            {
                await ToolRunner.RunAsync(options.Engine.Command("network", "connect", KindNetwork.Name, LocalRegistry.ContainerName), cancellationToken);
            }
            catch (ToolFailedException exception) when (IsConnected(exception.Evidence))
            {
                // Somebody else of us was faster.
            }
        }
    }

    private static bool IsConnected(string error) =>
        error.Contains("already exists in network", StringComparison.Ordinal) || error.Contains("already connected", StringComparison.Ordinal);
}
