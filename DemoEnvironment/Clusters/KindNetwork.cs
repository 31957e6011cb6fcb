using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.Steps;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.Clusters;

/// <summary>The network that all kind clusters of a machine share. It is removed only if it came with our cluster and nothing is on it.</summary>
internal static class KindNetwork
{
    /// <summary>Its name.</summary>
    public const string Name = "kind";

    /// <summary>Notes, before a cluster is made, whether the network is there.</summary>
    public static async Task NoteAsync(EnvironmentOptions options, CancellationToken cancellationToken)
    {
        if (!await options.Engine.HasNetworkAsync(Name, cancellationToken))
        {
            await File.WriteAllTextAsync(options.Layout.NetworkMark, "", cancellationToken);
        }
    }

    /// <summary>Removes it, if that may be done.</summary>
    public static async Task DeleteAsync(EnvironmentOptions options, StepLog steps, CancellationToken cancellationToken)
    {
        if (!File.Exists(options.Layout.NetworkMark) || !await options.Engine.HasNetworkAsync(Name, cancellationToken))
        {
            return;
        }

        await steps.RunAsync("Remove the network", async step =>
        {
            // Refused (exit code 1, with Podman 2) while another container is on it: then it is no longer only ours.
            var remove = options.Engine.Command("network", "rm", Name) with { AcceptedExitCodes = new HashSet<int> { 0, 1, 2 } };
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
