using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.Containers;

/// <summary>A container that we want to run.</summary>
/// <param name="Name">Its exact name.</param>
/// <param name="Image">The image's reference.</param>
/// <param name="HostPort">The port on 127.0.0.1.</param>
/// <param name="ContainerPort">The port inside.</param>
/// <param name="Volume">A named volume and where it is mounted, such as <c>ddd-registry:/var/lib/registry</c>.</param>
internal sealed record ContainerSpec(string Name, string Image, int HostPort, int ContainerPort, string Volume)
{
    /// <summary>Variables inside the container.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether it uses the host's network, and so listens on the host's loopback itself.</summary>
    public bool OnHostNetwork { get; init; }

    /// <summary>The volume's name.</summary>
    public string VolumeName => Volume[..Volume.IndexOf(':', StringComparison.Ordinal)];

    /// <summary>The command that makes and starts it.</summary>
    public ToolCommand RunCommand(ContainerEngine engine) => engine.Command(
    [
        "run", "--detach", "--name", Name, "--label", Ownership.Label, "--volume", Volume,
        .. OnHostNetwork ? ["--network", "host"] : new[] { "--publish", $"127.0.0.1:{HostPort}:{ContainerPort}" },
        .. Variables.SelectMany(variable => new[] { "--env", $"{variable.Key}={variable.Value}" }),
        Image,
    ]);
}
