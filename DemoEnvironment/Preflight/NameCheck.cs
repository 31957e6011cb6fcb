using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.Clusters;
using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.Programs;
using DddAspire.DemoEnvironment.Registries;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.State;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.Preflight;

/// <summary>
/// Makes sure, before anything starts, that the names of cluster and registry, of which there is one each on a machine, are free or ours. An
/// environment takes over what another one left there, but not while that one's programs run.
/// </summary>
internal static class NameCheck
{
    private const string Program = "serve";

    /// <summary>Looks at both.</summary>
    /// <exception cref="ForeignObjectException">The user has something of that name.</exception>
    /// <exception cref="MachineException">The demo of another state folder uses it.</exception>
    public static async Task RunAsync(EnvironmentOptions options, CancellationToken cancellationToken)
    {
        if (options.Cluster != ClusterChoice.Kind)
        {
            return;
        }

        if (await options.Engine.FindContainerAsync(KindCluster.NodeName, cancellationToken) is { } node && !ClusterOwnership.IsOurs(node))
        {
            throw KindCluster.Foreign();
        }

        if (await options.Engine.FindContainerAsync(LocalRegistry.ContainerName, cancellationToken) is not { } registry)
        {
            return;
        }

        if (!Ownership.IsOurs(registry))
        {
            throw OwnedContainer.Foreign(options.Engine, LocalRegistry.ContainerName);
        }

        if (EnvironmentOwner.Of(options.StateDirectory).IsAnothers(registry.Labels)
            && registry.Labels.GetValueOrDefault(Ownership.StateLabel) is { } folder
            && Runs(new StateLayout(folder)))
        {
            throw new MachineException(
                $"the demo in {folder} is running, and there is one kind cluster and one registry for demos on a machine",
                $"./demo down --state {folder}   # or use that one: ./demo --state {folder}");
        }
    }

    // With the Aspire dashboard the programs have no pid files, and the lock is held for as long as they run.
    private static bool Runs(StateLayout layout) =>
        StateLock.IsHeld(layout)
        || (PidRecord.Find(layout.PidFile(Program)) is { } record && ProgramPlans.Runs(record, ProcessIdentity.Read(record.Pid)));
}
