using System.Collections.Immutable;
using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.Clusters;
using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.GitServers.Gitea;
using DddAspire.DemoEnvironment.Listeners;
using DddAspire.DemoEnvironment.Programs;
using DddAspire.DemoEnvironment.Registries;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.Preflight;

/// <summary>Makes sure, before anything starts, that our ports are free or held by what we started earlier.</summary>
internal static class PortCheck
{
    /// <summary>The programs that work in the background.</summary>
    public static ImmutableArray<string> OurPrograms { get; } = ["serve", "load"];

    /// <summary>Looks at all ports and names every one that is taken.</summary>
    /// <exception cref="PortTakenException">Somebody else holds one.</exception>
    /// <exception cref="MachineException">Ports that the engine publishes are not this machine's, or another demo that runs has what we need.</exception>
    public static async Task RunAsync(EnvironmentOptions options, CancellationToken cancellationToken)
    {
        (await options.Engine.PlaceAsync(cancellationToken)).Check(options.Engine);
        await NameCheck.RunAsync(options, cancellationToken);
        var ours = OurPids(options.Layout);
        string[] containers = [LocalRegistry.ContainerName, KindCluster.NodeName, GiteaServer.ContainerNameOf(EnvironmentOwner.Of(options.StateDirectory))];
        var taken = new List<(PortUse, PortOwner)>();
        foreach (var port in PortUses.Of(options.Ports).Where(port => IsNeeded(options, port) && !ListenerSearch.IsFree(port.Number)))
        {
            var owner = await ListenerSearch.OwnerOfAsync(options.Engine, port.Number, cancellationToken);
            if (!IsOurs(owner, containers, ours, options.Layout.Programs))
            {
                taken.Add((port, owner));
            }
        }

        taken.AddRange(OnIpv6(options));
        if (taken.Count > 0)
        {
            throw new PortTakenException(taken);
        }
    }

    internal static bool IsOurs(PortOwner owner, IReadOnlyList<string> containers, IReadOnlySet<int> pids, string programs) => owner switch
    {
        PortOwner.Container container => containers.Contains(container.Name),
        // A program that is in no pid file is stopped when its successor is started.
        PortOwner.Process process => pids.Contains(process.Pid)
            || process.Command.Contains(programs + Path.DirectorySeparatorChar, StringComparison.Ordinal),
        _ => false,
    };

    // The registry is called localhost, by us and by the engine that pushes to it; what answers on [::1] would get our images.
    private static IEnumerable<(PortUse, PortOwner)> OnIpv6(EnvironmentOptions options) =>
        PortUses.Of(options.Ports)
            .Where(port => port.Number == options.Ports.Registry && IsNeeded(options, port) && !ListenerSearch.IsFreeOnIpv6(port.Number))
            .Select(port => (port with { Purpose = $"{port.Purpose}, on [::1]" }, ListenerSearch.OwnerOnIpv6(port.Number)));

    private static bool IsNeeded(EnvironmentOptions options, PortUse port) =>
        options.Cluster == ClusterChoice.Kind
        || (port.Number != options.Ports.Api && port.Number != options.Ports.DevApi && port.Number != options.Ports.Registry);

    private static HashSet<int> OurPids(StateLayout layout) =>
    [
        .. OurPrograms.Select(program => PidRecord.Find(layout.PidFile(program)))
            .Where(record => ProgramPlans.Runs(record, record is null ? null : ProcessIdentity.Read(record.Pid)))
            .Select(record => record!.Pid),
    ];
}
