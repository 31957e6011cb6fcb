using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using DddAspire.DemoEnvironment.Settings;

namespace DddAspire.AppHost;

/// <summary>What a user may choose about the kind cluster.</summary>
/// <param name="KubernetesVersion">Such as 1.34.0; null for the product's own.</param>
/// <param name="NodeImage">The nodes' image; null for that of the version, or the product's own.</param>
/// <param name="WorkerNodes">Nodes beside the control plane's.</param>
/// <param name="Mounts">Folders of this machine that every node has.</param>
internal sealed partial record ClusterParameters(string? KubernetesVersion, string? NodeImage, int WorkerNodes, ImmutableArray<NodeMount> Mounts)
{
    private const string Version = "kubernetes-version";
    private const string Image = "node-image";
    private const string Workers = "worker-nodes";
    private const string MountsName = "node-mounts";
    private const string Unchosen = "auto";
    private const string None = "none";

    /// <summary>The parameters and what they are when nobody sets them.</summary>
    public static IReadOnlyDictionary<string, string> Defaults { get; } = new Dictionary<string, string>
    {
        [Version] = Unchosen,
        [Image] = Unchosen,
        [Workers] = "0",
        [MountsName] = None,
    };

    /// <summary>What was chosen.</summary>
    /// <param name="choices">The parameters.</param>
    /// <param name="baseFolder">Where a relative folder of this machine starts.</param>
    /// <exception cref="Contracts.Faults.MachineException">A choice is not understood.</exception>
    public static ClusterParameters Read(ParameterValues choices, string baseFolder)
    {
        var version = Chosen(choices.Text(Version));
        var image = Chosen(choices.Text(Image));
        return (version, image) switch
        {
            (not null, _) when !VersionNumber().IsMatch(version) => throw choices.Refusal(Version, "auto, or a version that kind has a node image of, such as 1.34.0"),
            (not null, not null) => throw choices.Refusal(Image, $"auto, when {Version} is chosen"),
            _ => new ClusterParameters(
                version,
                image,
                int.TryParse(choices.Text(Workers), CultureInfo.InvariantCulture, out var workers) && workers is >= 0 and < 10
                    ? workers
                    : throw choices.Refusal(Workers, "0 to 9"),
                choices.Text(MountsName) is not None and var mounts ? [.. mounts.Split(',').Select(mount => ReadMount(mount, choices, baseFolder))] : []),
        };
    }

    private static string? Chosen(string text) => text == Unchosen ? null : text;

    private static NodeMount ReadMount(string text, ParameterValues choices, string baseFolder) => MountText().Match(text.Trim()) is { Success: true } mount
        ? new NodeMount(Path.GetFullPath(mount.Groups["host"].Value, baseFolder), mount.Groups["node"].Value, mount.Groups["mode"].Success)
        : throw choices.Refusal(MountsName, "none, or HOST:NODE or HOST:NODE:ro, separated by commas");

    [GeneratedRegex(@"^v?\d+\.\d+\.\d+$")]
    private static partial Regex VersionNumber();

    // A folder of Windows has a colon of its own; one of a node begins with a slash.
    [GeneratedRegex("^(?<host>.+?):(?<node>/[^:]*)(:(?<mode>ro))?$")]
    private static partial Regex MountText();
}
