using System.Collections.Immutable;
using System.Globalization;
using DddAspire.DemoEnvironment.Containers;

namespace DddAspire.DemoEnvironment.Prerequisites;

/// <summary>What the container engine says about itself and its machine.</summary>
/// <param name="Version">Its version.</param>
/// <param name="CgroupVersion">1 or 2.</param>
/// <param name="Cores">Processors it may use.</param>
/// <param name="MemoryBytes">Memory it may use.</param>
/// <param name="SetUp">What it says of its network backend and of working without root; empty with Docker.</param>
internal sealed record EngineFacts(string Version, int CgroupVersion, int Cores, long MemoryBytes, string SetUp)
{
    private const long GiB = 1L << 30;
    private const long LeastMemory = 4 * GiB;

    /// <summary>Reads the answer to <see cref="ContainerEngine.InfoFormat"/>; null when the engine did not answer.</summary>
    public static EngineFacts? Parse(string answer) =>
        answer.Trim().Split('|') is [{ Length: > 0 } version, var cgroup, var cores, var memory, var setUp]
        && int.TryParse(cgroup.TrimStart('v'), out var cgroupVersion) && int.TryParse(cores, out var number) && long.TryParse(memory, out var bytes)
            ? new EngineFacts(version, cgroupVersion, number, bytes, setUp)
            : null;

    /// <summary>Judges the engine and its machine.</summary>
    public static ImmutableArray<Finding> Judge(string engine, EngineFacts? facts, string why) => facts is null
        ? [new Finding(engine, FindingState.Missing, why, "kind/prerequisites   # installs or starts it where it can")]
        :
        [
            new Finding(engine, FindingState.Ok, facts.Version, null),
            facts.CgroupVersion == 1
                ? new Finding("cgroup", FindingState.Warning, "v1: Kubernetes 1.34 is the last release that starts on it", "boot with systemd.unified_cgroup_hierarchy=1 for newer ones")
                : new Finding("cgroup", FindingState.Ok, $"v{facts.CgroupVersion}", null),
            new Finding("processors", facts.Cores < 2 ? FindingState.Warning : FindingState.Ok, facts.Cores.ToString(CultureInfo.InvariantCulture),
                facts.Cores < 2 ? "give the engine at least 2 processors" : null),
            new Finding("memory", facts.MemoryBytes < LeastMemory ? FindingState.Missing : FindingState.Ok,
                string.Create(CultureInfo.InvariantCulture, $"{(double)facts.MemoryBytes / GiB:0.0} GiB"),
                facts.MemoryBytes < LeastMemory ? "give the engine at least 4 GiB of memory" : null),
            .. facts.SetUp.Contains("cni", StringComparison.Ordinal)
                ? [new Finding("names of containers", FindingState.Missing, "not resolved by network backend cni; the nodes find the registry by its name",
                    "apt-get install netavark aardvark-dns, then: podman system reset   # removes all of Podman's containers and images")]
                : ImmutableArray<Finding>.Empty,
            .. facts.SetUp.Contains("rootless", StringComparison.Ordinal)
                ? [new Finding("root", FindingState.Warning, $"{engine} works without root, which was not tried", "sudo -i")]
                : ImmutableArray<Finding>.Empty,
        ];
}
