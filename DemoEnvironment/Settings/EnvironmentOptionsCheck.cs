using System.Collections.Immutable;
using DddAspire.Contracts.Faults;

namespace DddAspire.DemoEnvironment.Settings;

/// <summary>Checks options as a whole and reports everything that is wrong with them at once.</summary>
public static class EnvironmentOptionsCheck
{
    /// <summary>The options, if they can be used.</summary>
    /// <exception cref="MachineException">They can't; the message lists why.</exception>
    public static EnvironmentOptions Checked(EnvironmentOptions options)
    {
        var errors = Errors(options);
        return errors.IsEmpty
            ? options
            : throw new MachineException(string.Join("\n", errors), "./demo --help   # lists the options");
    }

    /// <summary>Everything that is wrong.</summary>
    public static ImmutableArray<string> Errors(EnvironmentOptions options)
    {
        var ports = PortUses.Of(options.Ports);
        return
        [
            .. ports.Where(port => port.Number is < 1 or > 65535).Select(port => $"{port.Option} {port.Number}: a port is a number from 1 to 65535"),
            .. ports.GroupBy(port => port.Number).Where(same => same.Count() > 1)
                .Select(same => $"{string.Join(" and ", same.Select(port => port.Option))} are both {same.Key}: each needs a port of its own"),
            .. options.Cluster == ClusterChoice.Existing && string.IsNullOrEmpty(options.Context)
                ? ["--cluster existing needs --context NAME, one of: kubectl config get-contexts -o name"]
                : Array.Empty<string>(),
            .. options.Cluster == ClusterChoice.Existing && string.IsNullOrEmpty(options.Registry)
                ? ["--cluster existing needs --registry HOST:PORT, to which this machine pushes and from which the cluster pulls"]
                : Array.Empty<string>(),
            .. options.Cluster == ClusterChoice.Kind && (options.Context ?? options.Registry) is not null
                ? ["--context and --registry go with --cluster existing only"]
                : Array.Empty<string>(),
        ];
    }
}
