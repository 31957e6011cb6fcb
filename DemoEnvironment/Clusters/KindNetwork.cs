using DddAspire.DemoEnvironment.Docker;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.Steps;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.Clusters;

/// <summary>The Docker network that all kind clusters of a machine share. It is removed only if it came with our cluster and nothing is on it.</summary>
internal static class KindNetwork
{
    /// <summary>Its name.</summary>
    public const string Name = "kind";

    /// <summary>Notes, before a cluster is made, whether the network is there.</summary>
    public static async Task NoteAsync(StateLayout layout, CancellationToken cancellationToken)
    {
        if (!await DockerEngine.HasNetworkAsync(Name, cancellationToken))
        {
            await File.WriteAllTextAsync(layout.NetworkMark, "", cancellationToken);
        }
    }

    /// <summary>The IPv4 address of this machine in it; where containers run in a virtual machine, the name that Docker gives this one.</summary>
    public static async Task<string> AddressOfThisMachineAsync(CancellationToken cancellationToken)
    {
        if (!await DockerEngine.IsNativeAsync(cancellationToken))
        {
            return "host.docker.internal";
        }

        var inspected = await ToolRunner.RunAsync(
            new ToolCommand("docker", ["network", "inspect", "--format", "{{range .IPAM.Config}}{{.Gateway}} {{end}}", Name]), cancellationToken);
        return inspected.StandardOutput.Split(' ', StringSplitOptions.RemoveEmptyEntries).First(gateway => gateway.Contains('.', StringComparison.Ordinal));
    }

    /// <summary>Removes it, if that may be done.</summary>
    public static async Task DeleteAsync(StateLayout layout, StepLog steps, CancellationToken cancellationToken)
    {
        if (!File.Exists(layout.NetworkMark) || !await DockerEngine.HasNetworkAsync(Name, cancellationToken))
        {
            return;
        }

        await steps.RunAsync("Remove the network", async step =>
        {
            // Docker refuses (exit code 1) while another container is on it: then it is no longer only ours.
            var remove = new ToolCommand("docker", ["network", "rm", Name]) { AcceptedExitCodes = new HashSet<int> { 0, 1 } };
            var result = await ToolRunner.RunAsync(remove, cancellationToken);
            if (result.ExitCode == 0)
            {
                step.Removed(true);
            }
            else
            {
                step.WasThere("others use it, so it stays");
            }
        });
    }
}
