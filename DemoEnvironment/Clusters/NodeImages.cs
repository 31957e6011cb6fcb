using DddAspire.DemoEnvironment.Faults;
using DddAspire.DemoEnvironment.Steps;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.Clusters;

/// <summary>
/// Pulls onto a new node, while its control plane is still starting, what the first pods would pull all at once when it has started.
/// It only saves time: whatever goes wrong here, the kubelet pulls by itself.
/// </summary>
internal sealed class NodeImages(NodeRegistryAccess access, StepLog steps, TimeProvider time)
{
    private static readonly TimeSpan PullLimit = TimeSpan.FromMinutes(5);
    private static readonly Wait Containerd =
        new("the node's containerd to answer", TimeSpan.FromSeconds(60), TimeSpan.FromMilliseconds(300), $"docker logs {KindCluster.NodeName}");

    /// <summary>Pulls images one after the other.</summary>
    /// <param name="references">As pods name them.</param>
    /// <param name="cancellationToken">Stops.</param>
    public Task PullAsync(IReadOnlyList<string> references, CancellationToken cancellationToken) =>
        steps.RunAsync("Images on the node", async step =>
        {
            try
            {
                await Containerd.UntilAsync(WhyNotAsync, time, cancellationToken);
                await access.OpenAsync(KindCluster.NodeName, cancellationToken);
                foreach (var reference in references)
                {
                    await ToolRunner.RunAsync(PullCommand(reference), cancellationToken);
                }

                step.Made($"{references.Count} pulled");
            }
            catch (DemoException exception)
            {
                step.Say(exception.Message);
            }
        });

    internal static ToolCommand PullCommand(string reference) => InNode("images", "pull", "--hosts-dir", "/etc/containerd/certs.d", reference) with { Limit = PullLimit };

    private static async Task<string?> WhyNotAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ToolRunner.RunAsync(InNode("version"), cancellationToken);
            return null;
        }
        catch (ToolFailedException exception)
        {
            return exception.Evidence;
        }
    }

    private static ToolCommand InNode(params string[] arguments) => new("docker", ["exec", KindCluster.NodeName, "ctr", "--namespace", "k8s.io", .. arguments]);
}
