using System.Collections.Immutable;
using System.Text.Json;
using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.Containers;

/// <summary>
/// What runs containers, kind's nodes among them, and builds images: Docker Engine or Podman. Questions to it and the few things we
/// tell it to do; where the two command lines differ, a member says so.
/// </summary>
public abstract class ContainerEngine
{
    /// <summary>The variable by which kind itself is told, see https://kind.sigs.k8s.io/docs/user/rootless/.</summary>
    public const string Variable = "KIND_EXPERIMENTAL_PROVIDER";

    // "Not found" is 1 with Docker and 125 with Podman.
    private static readonly HashSet<int> FoundOrNot = [0, 1, 125];

    /// <summary>Docker Engine.</summary>
    public static ContainerEngine Docker { get; } = new DockerEngine();

    /// <summary>Podman, as root and with its own network backend: pods and containers find the registry by its name.</summary>
    public static ContainerEngine Podman { get; } = new PodmanEngine();

    /// <summary>Both.</summary>
    public static ImmutableArray<ContainerEngine> All { get; } = [Docker, Podman];

    /// <summary>Its name, for people.</summary>
    public abstract string Name { get; }

    /// <summary>Its command line's name, which is also what kind calls it.</summary>
    public abstract string Program { get; }

    /// <summary>The name by which containers find this machine when its address in their network is not this machine's own.</summary>
    internal abstract string HostAlias { get; }

    /// <summary>
    /// The template for <c>info --format</c> that gives its version, cgroup version, processors, bytes of memory and, where it may
    /// matter, its network backend and whether it works without root, with bars between.
    /// </summary>
    internal abstract string InfoFormat { get; }

    /// <summary>The template for <c>network inspect --format</c> that gives the gateways' addresses, with blanks between.</summary>
    internal abstract string GatewayFormat { get; }

    /// <summary>A command of its command line.</summary>
    public ToolCommand Command(params IReadOnlyList<string> arguments) => new(Program, arguments);

    /// <summary>Builds an image from a folder with a Dockerfile and pushes it.</summary>
    /// <param name="build">What to build.</param>
    /// <param name="limit">The longest that building may take.</param>
    /// <param name="say">Takes each line that the build prints.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="ToolFailedException">It could not be built or not be pushed.</exception>
    public abstract Task BuildAndPushAsync(ImageBuild build, TimeSpan limit, Action<string> say, CancellationToken cancellationToken);

    /// <summary>Builds an image from a folder with a Dockerfile into the engine's own images, whichever builder the user has selected for his.</summary>
    /// <param name="arguments">The options and the folder.</param>
    /// <param name="cancellationToken">Stops.</param>
    internal virtual Task<ToolCommand> BuildCommandAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        Task.FromResult(Command(["build", .. arguments]));

    /// <summary>The address by which the client reaches it now; empty when it has none.</summary>
    internal abstract Task<string> EndpointAsync(CancellationToken cancellationToken);

    /// <summary>Where it runs containers, and how it is reached.</summary>
    /// <exception cref="EngineUnreachableException">It does not say.</exception>
    internal abstract Task<EnginePlace> PlaceAsync(CancellationToken cancellationToken);

    /// <summary>Whether containers run on this very machine, so that its loopback is theirs on the host's network; not so with Docker Desktop.</summary>
    internal async Task<bool> IsNativeAsync(CancellationToken cancellationToken) =>
        (await PlaceAsync(cancellationToken)).Kind == EnginePlaceKind.ThisMachine;

    /// <summary>The command that pushes an image which is called by its place in a registry.</summary>
    internal abstract ToolCommand Push(string reference);

    /// <summary>The command that pulls an image.</summary>
    internal abstract ToolCommand Pull(string reference);

    /// <summary>kind, told to use this engine.</summary>
    internal ToolCommand Kind(params IReadOnlyList<string> arguments) =>
        new("kind", arguments) { Environment = new Dictionary<string, string?> { [Variable] = Program } };

    /// <summary>The container of that exact name, or null.</summary>
    internal async Task<ContainerFacts?> FindContainerAsync(string name, CancellationToken cancellationToken)
    {
        var result = await AskAsync(["container", "inspect", name], cancellationToken);
        using var document = JsonDocument.Parse(result.ExitCode == 0 ? result.StandardOutput : "[]");
        return document.RootElement.EnumerateArray().Select(ContainerInspection.Parse).FirstOrDefault(container => container.Name == name);
    }

    /// <summary>Names of all containers, running or not, that carry a label.</summary>
    internal async Task<IReadOnlyList<string>> ContainersWithLabelAsync(string label, CancellationToken cancellationToken)
    {
        var result = await ToolRunner.RunAsync(Command("ps", "--all", "--filter", $"label={label}", "--format", "{{.Names}}"), cancellationToken);
        return Lines(result);
    }

    /// <summary>The id of a local image, or null.</summary>
    internal async Task<string?> FindImageAsync(string reference, CancellationToken cancellationToken)
    {
        var result = await AskAsync(["image", "inspect", "--format", "{{.Id}}", reference], cancellationToken);
        return result.ExitCode == 0 ? result.StandardOutput : null;
    }

    /// <summary>The value of a local image's label; null when there is no such image or label.</summary>
    internal async Task<string?> FindImageLabelAsync(string reference, string label, CancellationToken cancellationToken)
    {
        var inspect = Command("image", "inspect", "--format", $"{{{{index .Config.Labels \"{label}\"}}}}", reference);
        var result = await ToolRunner.RunAsync(inspect with { AcceptedExitCodes = FoundOrNot }, cancellationToken);
        return result.ExitCode == 0 && result.StandardOutput.Length > 0 ? result.StandardOutput : null;
    }

    /// <summary>Pulls an image; one that its registry does not have is no failure.</summary>
    internal Task PullIfThereAsync(string reference, CancellationToken cancellationToken) =>
        ToolRunner.RunAsync(Pull(reference) with { AcceptedExitCodes = FoundOrNot }, cancellationToken);

    /// <summary>Whether a network of that exact name exists.</summary>
    internal async Task<bool> HasNetworkAsync(string name, CancellationToken cancellationToken)
    {
        var result = await ToolRunner.RunAsync(Command("network", "ls", "--filter", $"name=^{name}$", "--format", "{{.Name}}"), cancellationToken);
        return result.StandardOutput == name;
    }

    /// <summary>The IPv4 address of this machine in a network; where containers run in a virtual machine, the name that they give this one.</summary>
    internal async Task<string> AddressOfThisMachineAsync(string network, CancellationToken cancellationToken)
    {
        if (!await IsNativeAsync(cancellationToken))
        {
            return HostAlias;
        }

        var inspected = await ToolRunner.RunAsync(Command("network", "inspect", "--format", GatewayFormat, network), cancellationToken);
        return inspected.StandardOutput.Split(' ', StringSplitOptions.RemoveEmptyEntries).First(gateway => gateway.Contains('.', StringComparison.Ordinal));
    }

    /// <summary>Starts a container that stands still.</summary>
    internal Task StartAsync(string container, CancellationToken cancellationToken) => ToolRunner.RunAsync(Command("start", container), cancellationToken);

    /// <summary>Removes a container with its anonymous volumes; the caller has made sure that it is ours.</summary>
    internal Task RemoveContainerAsync(string container, CancellationToken cancellationToken) =>
        ToolRunner.RunAsync(Command("rm", "--force", "--volumes", container), cancellationToken);

    /// <summary>Makes a named volume for <paramref name="owner"/> unless it is there.</summary>
    /// <exception cref="ForeignObjectException">A volume of that name is there that is not ours.</exception>
    internal async Task EnsureVolumeAsync(string name, EnvironmentOwner owner, CancellationToken cancellationToken)
    {
        var found = await FindVolumeLabelsAsync(name, cancellationToken);
        if (found is null)
        {
            await ToolRunner.RunAsync(
                Command(["volume", "create", .. owner.Labels.SelectMany(label => new[] { "--label", label }), name]), cancellationToken);
        }
        else if (!Ownership.IsOurs(found))
        {
            throw new ForeignObjectException($"a volume named {name}", $"{Program} volume rm {name}   # if it can be spared");
        }
    }

    /// <summary>Removes a named volume if it is there and ours.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="owner">Whose it has to be; null for any environment's.</param>
    /// <param name="cancellationToken">Stops.</param>
    internal async Task RemoveVolumeAsync(string name, EnvironmentOwner? owner, CancellationToken cancellationToken)
    {
        if (await FindVolumeLabelsAsync(name, cancellationToken) is { } found && Ownership.IsOurs(found) && owner?.IsAnothers(found) != true)
        {
            await ToolRunner.RunAsync(Command("volume", "rm", name), cancellationToken);
        }
    }

    /// <summary>A named volume's labels; null when there is no such volume.</summary>
    internal async Task<ImmutableDictionary<string, string>?> FindVolumeLabelsAsync(string name, CancellationToken cancellationToken)
    {
        var result = await AskAsync(["volume", "inspect", "--format", "{{json .Labels}}", name], cancellationToken);
        return result.ExitCode != 0
            ? null
            : JsonSerializer.Deserialize<ImmutableDictionary<string, string>>(result.StandardOutput) ?? ImmutableDictionary<string, string>.Empty;
    }

    internal static bool IsNotFound(string error) =>
        error.Contains("no such", StringComparison.OrdinalIgnoreCase) || error.Contains("image not known", StringComparison.Ordinal);

    private static string[] Lines(ToolResult result) =>
        result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // The same exit code means "not found" and "the engine does not answer"; the two must not be mixed up.
    private protected async Task<ToolResult> AskAsync(IReadOnlyList<string> question, CancellationToken cancellationToken)
    {
        var result = await ToolRunner.RunAsync(Command(question) with { AcceptedExitCodes = FoundOrNot }, cancellationToken);
        return result.ExitCode == 0 || IsNotFound(result.StandardError) ? result : throw new EngineUnreachableException(this, result.StandardError);
    }
}
