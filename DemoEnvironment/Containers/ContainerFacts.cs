using System.Collections.Immutable;

namespace DddAspire.DemoEnvironment.Containers;

/// <summary>A container as its engine shows it.</summary>
/// <param name="Id">The full id.</param>
/// <param name="Name">Without the leading slash.</param>
/// <param name="Status">What it is doing.</param>
/// <param name="Image">The reference it was made from.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="HostPorts">Ports asked for on the host, by container port such as <c>5000/tcp</c>.</param>
/// <param name="Networks">Names of the networks it is on.</param>
public sealed record ContainerFacts(
    string Id,
    string Name,
    ContainerStatus Status,
    string Image,
    ImmutableDictionary<string, string> Labels,
    ImmutableDictionary<string, int> HostPorts,
    ImmutableHashSet<string> Networks)
{
    /// <summary>Folders of this machine that it has, as <c>host:container</c> or <c>host:container:ro</c>.</summary>
    public ImmutableHashSet<string> Binds { get; init; } = [];
}
