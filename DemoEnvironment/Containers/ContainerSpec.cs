using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.Containers;

/// <summary>A container that we want to run.</summary>
/// <param name="Name">Its exact name.</param>
/// <param name="Image">The image's reference.</param>
/// <param name="HostPort">The port on 127.0.0.1.</param>
/// <param name="ContainerPort">The port inside.</param>
/// <param name="Volume">A named volume and where it is mounted, such as <c>ddd-registry:/var/lib/registry</c>.</param>
/// <param name="Owner">The environment that it belongs to.</param>
internal sealed record ContainerSpec(string Name, string Image, int HostPort, int ContainerPort, string Volume, EnvironmentOwner Owner)
{
    private const int HashLength = 12;

    /// <summary>Variables inside the container.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether it uses the host's network, and so listens on the host's loopback itself.</summary>
    public bool OnHostNetwork { get; init; }

    /// <summary>Host names that it knows beside those of its network, as <c>name:address</c>.</summary>
    public ImmutableArray<string> Hosts { get; init; } = [];

    /// <summary>The volume's name.</summary>
    public string VolumeName => Volume[..Volume.IndexOf(':', StringComparison.Ordinal)];

    /// <summary>Changes with everything that it is asked to be, its port included, so that a container made from an older specification is told from this one's.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Wanted().Append(Image).Append(HostPort.ToString(CultureInfo.InvariantCulture))))))[..HashLength];

    /// <summary>The command that makes and starts it.</summary>
    public ToolCommand RunCommand(ContainerEngine engine) => engine.Command(
    [
        "run", "--detach", "--name", Name,
        .. Labels().SelectMany(label => new[] { "--label", label }),
        .. Wanted(), Image,
    ]);

    private IEnumerable<string> Labels() =>
    [
        .. Owner.Labels,
        $"{Ownership.SpecificationLabel}={Hash}",
        .. OnHostNetwork ? [$"{Ownership.HostPortLabel}={HostPort.ToString(CultureInfo.InvariantCulture)}"] : Array.Empty<string>(),
    ];

    private IEnumerable<string> Wanted() =>
    [
        "--volume", Volume,
        .. OnHostNetwork ? ["--network", "host"] : new[] { "--publish", $"127.0.0.1:{HostPort}:{ContainerPort}" },
        .. Hosts.SelectMany(host => new[] { "--add-host", host }),
        .. Variables.SelectMany(variable => new[] { "--env", $"{variable.Key}={variable.Value}" }),
    ];
}
