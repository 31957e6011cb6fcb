using System.Collections.Immutable;
using DddAspire.Contracts.Faults;

namespace DddAspire.DemoEnvironment.Containers;

/// <summary>Where a container engine runs its containers.</summary>
internal enum EnginePlaceKind
{
    /// <summary>On this machine: on the host's network, a container's loopback is this machine's.</summary>
    ThisMachine,

    /// <summary>In a virtual machine or a network namespace of its own that publishes ports on this machine's loopback.</summary>
    BesideThisMachine,

    /// <summary>On another machine, whose ports are not this machine's.</summary>
    AnotherMachine,
}

/// <summary>Where a container engine runs its containers, and how it is reached.</summary>
/// <param name="Kind">Where.</param>
/// <param name="Endpoint">The address by which the client reaches it, such as <c>unix:///var/run/docker.sock</c>; empty when it has none.</param>
internal sealed record EnginePlace(EnginePlaceKind Kind, string Endpoint)
{
    /// <summary>What <see cref="OfDocker"/> reads: <c>docker info --format</c>.</summary>
    public const string DockerFormat = "{{.OperatingSystem}}|{{.KernelVersion}}|{{.ServerVersion}}|{{join .SecurityOptions \" \"}}";

    /// <summary>What <see cref="OfPodman"/> reads: <c>podman info --format</c>.</summary>
    public const string PodmanFormat = "{{.Host.ServiceIsRemote}}|{{.Host.Kernel}}";

    private const string OwnKernelFile = "/proc/sys/kernel/osrelease";

    // From then on the host's network is the host's with rootless Docker too.
    private static readonly Version RootlessHostNetwork = new(29, 5);
    private static readonly ImmutableArray<string> LocalSchemes = ["unix", "npipe", "fd"];

    /// <summary>The kernel that this program runs on; empty where there is no Linux.</summary>
    public static string OwnKernel() => File.Exists(OwnKernelFile) ? File.ReadAllText(OwnKernelFile).Trim() : "";

    /// <summary>Reads what Docker says.</summary>
    /// <param name="endpoint">From <c>docker context inspect</c>.</param>
    /// <param name="info">In <see cref="DockerFormat"/>.</param>
    /// <param name="ownKernel">From <see cref="OwnKernel"/>.</param>
    public static EnginePlace OfDocker(string endpoint, string info, string ownKernel) =>
        new(DockerKind(endpoint, info.Trim().Split('|'), ownKernel), endpoint);

    /// <summary>Reads what Podman says in <see cref="PodmanFormat"/>; without root, too, its host network is this machine's.</summary>
    public static EnginePlace OfPodman(string info, string ownKernel) => info.Trim().Split('|') is ["false", var kernel] && kernel == ownKernel && ownKernel.Length > 0
        ? new(EnginePlaceKind.ThisMachine, "")
        : new(EnginePlaceKind.BesideThisMachine, "");

    /// <summary>Makes sure that ports which it publishes on 127.0.0.1 are this machine's.</summary>
    /// <exception cref="MachineException">It runs on another machine.</exception>
    public void Check(ContainerEngine engine)
    {
        if (Kind == EnginePlaceKind.AnotherMachine)
        {
            throw new MachineException(
                $"{engine.Name} runs on another machine ({Endpoint}): registry, cluster and git server would be published there, not here",
                "unset DOCKER_HOST DOCKER_CONTEXT   # or: docker context use default");
        }
    }

    private static EnginePlaceKind DockerKind(string endpoint, string[] info, string ownKernel)
    {
        if (Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && !LocalSchemes.Contains(address.Scheme) && !address.IsLoopback)
        {
            return EnginePlaceKind.AnotherMachine;
        }

        var isNative = info is [var system, var kernel, var version, var security]
            && ownKernel.Length > 0
            && kernel == ownKernel
            && !system.Contains("Docker Desktop", StringComparison.OrdinalIgnoreCase)
            && (!security.Contains("name=rootless", StringComparison.Ordinal) || SharesHostNetwork(version));
        return isNative ? EnginePlaceKind.ThisMachine : EnginePlaceKind.BesideThisMachine;
    }

    // A version reads 29.5.1 or 26.1.5+dfsg1.
    private static bool SharesHostNetwork(string version) =>
        Version.TryParse(new string([.. version.TakeWhile(c => char.IsAsciiDigit(c) || c == '.')]).TrimEnd('.'), out var parsed) && parsed >= RootlessHostNetwork;
}
