using DddAspire.DemoEnvironment.Containers;
using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.Steps;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.Clusters;

/// <summary>
/// Pulls onto a new node, while its control plane is still starting, what the first pods would pull all at once when it has started.
/// It only saves time: whatever goes wrong here, the kubelet pulls by itself.
/// </summary>
/// <param name="engine">What runs the node.</param>
/// <param name="access">Lets the node pull.</param>
/// <param name="steps">Where progress is told.</param>
/// <param name="time">The clock.</param>
internal sealed class NodeImages(ContainerEngine engine, NodeRegistryAccess access, StepLog steps, TimeProvider time)
{
    private static readonly TimeSpan PullLimit = TimeSpan.FromMinutes(5);
    private readonly Wait containerd =
        new("the node's containerd to answer", TimeSpan.FromSeconds(60), TimeSpan.FromMilliseconds(300), $"{engine.Program} logs {KindCluster.NodeName}");

    /// <summary>Pulls images one after the other.</summary>
    /// <param name="references">As pods name them.</param>
    /// <param name="cancellationToken">Stops.</param>
    public Task PullAsync(IReadOnlyList<string> references, CancellationToken cancellationToken) =>
        steps.RunAsync("Images on the node", async step =>
        {
            try
            {
                await containerd.UntilAsync(WhyNotAsync, time, cancellationToken);
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

    private ToolCommand PullCommand(string reference) => InNode("images", "pull", "--hosts-dir", "/etc/containerd/certs.d", reference) with { Limit = PullLimit };

    private async Task<string?> WhyNotAsync(CancellationToken cancellationToken)
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

    private ToolCommand InNode(params string[] arguments) => engine.Command(["exec", KindCluster.NodeName, "ctr", "--namespace", "k8s.io", .. arguments]);
}
