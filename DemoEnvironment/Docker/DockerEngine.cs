using System.Text.Json;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.Docker;

/// <summary>Questions to Docker and the few things we tell it to do.</summary>
internal static class DockerEngine
{
    private static readonly HashSet<int> FoundOrNot = [0, 1];

    /// <summary>The container of that exact name, or null.</summary>
    public static async Task<ContainerFacts?> FindContainerAsync(string name, CancellationToken cancellationToken)
    {
        var result = await ToolRunner.RunAsync(
            new ToolCommand("docker", ["container", "inspect", name]) { AcceptedExitCodes = FoundOrNot }, cancellationToken);
        ThrowUnlessAnswered(result);
        using var document = JsonDocument.Parse(result.ExitCode == 0 ? result.StandardOutput : "[]");
        return document.RootElement.EnumerateArray().Select(ContainerInspection.Parse).FirstOrDefault(container => container.Name == name);
    }

    /// <summary>Names of all containers, running or not, that carry a label.</summary>
    public static async Task<IReadOnlyList<string>> ContainersWithLabelAsync(string label, CancellationToken cancellationToken)
    {
        var result = await ToolRunner.RunAsync(
            new ToolCommand("docker", ["ps", "--all", "--filter", $"label={label}", "--format", "{{.Names}}"]), cancellationToken);
        return result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>The id of a local image, or null.</summary>
    public static async Task<string?> FindImageAsync(string reference, CancellationToken cancellationToken)
    {
        var result = await ToolRunner.RunAsync(
            new ToolCommand("docker", ["image", "inspect", "--format", "{{.Id}}", reference]) { AcceptedExitCodes = FoundOrNot }, cancellationToken);
        ThrowUnlessAnswered(result);
        return result.ExitCode == 0 ? result.StandardOutput : null;
    }

    /// <summary>The value of a local image's label; null when there is no such image or label.</summary>
    public static async Task<string?> FindImageLabelAsync(string reference, string label, CancellationToken cancellationToken)
    {
        var inspect = new ToolCommand("docker", ["image", "inspect", "--format", $"{{{{index .Config.Labels \"{label}\"}}}}", reference]);
        var result = await ToolRunner.RunAsync(inspect with { AcceptedExitCodes = FoundOrNot }, cancellationToken);
        return result.ExitCode == 0 && result.StandardOutput.Length > 0 ? result.StandardOutput : null;
    }

    /// <summary>Pulls an image; one that its registry does not have is no failure.</summary>
    public static Task PullIfThereAsync(string reference, CancellationToken cancellationToken) =>
        ToolRunner.RunAsync(new ToolCommand("docker", ["pull", "--quiet", reference]) { AcceptedExitCodes = FoundOrNot }, cancellationToken);

    /// <summary>Whether a network of that exact name exists.</summary>
    public static async Task<bool> HasNetworkAsync(string name, CancellationToken cancellationToken)
    {
        var result = await ToolRunner.RunAsync(
            new ToolCommand("docker", ["network", "ls", "--filter", $"name=^{name}$", "--format", "{{.Name}}"]), cancellationToken);
        return result.StandardOutput == name;
    }

    /// <summary>Whether containers run on this very machine, so that its loopback is theirs on the host's network; not so with Docker Desktop.</summary>
    public static async Task<bool> IsNativeAsync(CancellationToken cancellationToken)
    {
        var info = await ToolRunner.RunAsync(new ToolCommand("docker", ["info", "--format", "{{.OperatingSystem}}"]), cancellationToken);
        return OperatingSystem.IsLinux() && !info.StandardOutput.Contains("Docker Desktop", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Starts a container that stands still.</summary>
    public static Task StartAsync(string container, CancellationToken cancellationToken) =>
        ToolRunner.RunAsync(new ToolCommand("docker", ["start", container]), cancellationToken);

    /// <summary>Removes a container with its anonymous volumes; the caller has made sure that it is ours.</summary>
    public static Task RemoveContainerAsync(string container, CancellationToken cancellationToken) =>
        ToolRunner.RunAsync(new ToolCommand("docker", ["rm", "--force", "--volumes", container]), cancellationToken);

    /// <summary>Makes a named volume of ours unless it is there.</summary>
    public static Task EnsureVolumeAsync(string name, CancellationToken cancellationToken) =>
        ToolRunner.RunAsync(new ToolCommand("docker", ["volume", "create", "--label", Ownership.Label, name]), cancellationToken);

    /// <summary>Removes a named volume if it is there and ours.</summary>
    public static async Task RemoveVolumeAsync(string name, CancellationToken cancellationToken)
    {
        var ours = await ToolRunner.RunAsync(
            new ToolCommand("docker", ["volume", "ls", "--filter", $"label={Ownership.Label}", "--format", "{{.Name}}"]), cancellationToken);
        if (ours.StandardOutput.Split('\n').Contains(name))
        {
            await ToolRunner.RunAsync(new ToolCommand("docker", ["volume", "rm", name]), cancellationToken);
        }
    }

    // Exit code 1 means "not found" as well as "the engine does not answer"; the two must not be mixed up.
    private static void ThrowUnlessAnswered(ToolResult result)
    {
        if (result.ExitCode != 0 && !result.StandardError.Contains("no such", StringComparison.OrdinalIgnoreCase))
        {
            throw new EngineUnreachableException(result.StandardError);
        }
    }
}
