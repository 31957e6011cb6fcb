using System.Security.Cryptography;
using System.Text;

namespace DddAspire.DemoEnvironment.Containers;

/// <summary>The labels that containers, images and volumes of ours carry. What lacks the first one is not ours.</summary>
public static class Ownership
{
    /// <summary>The label's name.</summary>
    public const string LabelName = "ddd.demo/owner";

    /// <summary>The label's value.</summary>
    public const string LabelValue = "dddaspire";

    /// <summary>The label as an engine's options take it.</summary>
    public const string Label = $"{LabelName}={LabelValue}";

    /// <summary>Names the environment that a container or volume belongs to: <see cref="EnvironmentOwner.Id"/>.</summary>
    internal const string EnvironmentLabel = "ddd.demo/environment";

    /// <summary>Names that environment's state folder, for people and for the check whether it still runs.</summary>
    internal const string StateLabel = "ddd.demo/state";

    /// <summary>A hash of everything that a container was asked to be: <see cref="ContainerSpec.Hash"/>.</summary>
    internal const string SpecificationLabel = "ddd.demo/specification";

    /// <summary>The port on which a container on the host's network listens; the engine itself shows no port of it.</summary>
    internal const string HostPortLabel = "ddd.demo/host-port";

    /// <summary>Whether we made <paramref name="container"/>.</summary>
    public static bool IsOurs(ContainerFacts container) => IsOurs(container.Labels);

    internal static bool IsOurs(IReadOnlyDictionary<string, string> labels) => labels.GetValueOrDefault(LabelName) == LabelValue;
}

/// <summary>The environment that something belongs to: that of one state folder.</summary>
/// <param name="Id">Eight hex digits that follow from the folder's path, so that a folder that was lost and made again owns what it owned.</param>
/// <param name="StateDirectory">The folder, absolute.</param>
public sealed record EnvironmentOwner(string Id, string StateDirectory)
{
    private const int IdLength = 8;

    /// <summary>The owner of a state folder's things.</summary>
    /// <param name="stateDirectory">The folder, absolute.</param>
    public static EnvironmentOwner Of(string stateDirectory)
    {
        var folder = Path.TrimEndingDirectorySeparator(stateDirectory);
        return new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..IdLength], folder);
    }

    /// <summary>The labels of what belongs to it, as an engine's options take them.</summary>
    internal IReadOnlyList<string> Labels =>
        [Ownership.Label, $"{Ownership.EnvironmentLabel}={Id}", $"{Ownership.StateLabel}={StateDirectory}"];

    /// <summary>Whether something of ours is another environment's. What carries no environment's mark is anybody's.</summary>
    internal bool IsAnothers(IReadOnlyDictionary<string, string> labels) =>
        labels.TryGetValue(Ownership.EnvironmentLabel, out var id) && id != Id;
}
