using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using DddAspire.DemoEnvironment.Settings;

namespace DddAspire.AppHost;

/// <summary>What a user may choose about the kind cluster.</summary>
internal static partial class ClusterParameters
{
    private const string Version = "kubernetes-version";
    private const string Image = "node-image";
    private const string Workers = "worker-nodes";
    private const string Mounts = "node-mounts";
    private const string Unchosen = "auto";
    private const string None = "none";

    /// <summary>The parameters and what they are when nobody sets them.</summary>
    public static IReadOnlyDictionary<string, string> Defaults { get; } = new Dictionary<string, string>
    {
        [Version] = Unchosen,
        [Image] = Unchosen,
        [Workers] = "0",
        [Mounts] = None,
    };

    /// <summary>What was chosen.</summary>
    /// <param name="choices">The parameters.</param>
    /// <param name="baseFolder">Where a relative folder of this machine starts.</param>
    /// <exception cref="DemoEnvironment.Faults.MachineException">A choice is not understood.</exception>
    public static KindChoices Read(ParameterValues choices, string baseFolder) => new()
    {
        NodeImage = (choices.Text(Version), choices.Text(Image)) switch
        {
            (Unchosen, Unchosen) => null,
            (Unchosen, var image) => image,
            (var version, Unchosen) when VersionNumber().Match(version) is { Success: true } number => $"docker.io/kindest/node:v{number.Groups[1].Value}",
            (_, Unchosen) => throw choices.Refusal(Version, "auto, or a version that kind has a node image of, such as 1.34.0"),
            _ => throw choices.Refusal(Image, $"auto, when {Version} is chosen"),
        },
        WorkerNodes = int.TryParse(choices.Text(Workers), CultureInfo.InvariantCulture, out var workers) && workers is >= 0 and < 10
            ? workers
            : throw choices.Refusal(Workers, "0 to 9"),
        Mounts = choices.Text(Mounts) is not None and var mounts
            ? [.. mounts.Split(',').Select(mount => ReadMount(mount, choices, baseFolder))]
            : ImmutableArray<NodeMount>.Empty,
    };

    private static NodeMount ReadMount(string text, ParameterValues choices, string baseFolder) => MountText().Match(text.Trim()) is { Success: true } mount
        ? new NodeMount(Path.GetFullPath(mount.Groups["host"].Value, baseFolder), mount.Groups["node"].Value, mount.Groups["mode"].Success)
        : throw choices.Refusal(Mounts, "none, or HOST:NODE or HOST:NODE:ro, separated by commas");

    [GeneratedRegex(@"^v?(\d+\.\d+\.\d+)$")]
    private static partial Regex VersionNumber();

    // A folder of Windows has a colon of its own; one of a node begins with a slash.
    [GeneratedRegex("^(?<host>.+?):(?<node>/[^:]*)(:(?<mode>ro))?$")]
    private static partial Regex MountText();
}
