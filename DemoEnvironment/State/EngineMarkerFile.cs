using DddAspire.DemoEnvironment.Containers;
using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.Settings;

namespace DddAspire.DemoEnvironment.State;

/// <summary>
/// Says which engine runs the containers of a state folder. It is written before anything is made, and not before it is known that
/// something can be, so that every later command, <c>down</c> above all, looks there and not in another engine.
/// </summary>
public static class EngineMarkerFile
{
    /// <summary>The engine to use: the state folder's own, else the one that is chosen, else Docker.</summary>
    /// <param name="layout">The state folder.</param>
    /// <param name="chosen">What <see cref="ContainerEngine.Variable"/> says; null or empty for nothing.</param>
    /// <exception cref="MachineException">There is no such engine, or the state folder's is another one.</exception>
    public static ContainerEngine Resolve(StateLayout layout, string? chosen)
    {
        var kept = Find(layout);
        var wanted = string.IsNullOrEmpty(chosen) ? null : Named(chosen) ?? throw new MachineException(
            $"{ContainerEngine.Variable} is '{chosen}': the demo runs in {string.Join(" or ", ContainerEngine.All.Select(engine => engine.Program))}",
            $"unset {ContainerEngine.Variable}");
        return kept is null || wanted is null || kept == wanted
            ? kept ?? wanted ?? ContainerEngine.Docker
            : throw new MachineException(
                $"the demo of state folder {layout.Root} runs in {kept.Name}, and {ContainerEngine.Variable} says {wanted.Program}",
                $"unset {ContainerEngine.Variable}; ./demo down   # removes it; or keep it, and take another folder with --state");
    }

    /// <summary>Makes the state folder one of the engine that is used, and of the place where that is reached.</summary>
    /// <param name="options">The environment.</param>
    /// <param name="endpoint">What <see cref="CheckAsync"/> returned.</param>
    /// <param name="cancellationToken">Stops.</param>
    internal static Task LeaveAsync(EnvironmentOptions options, string endpoint, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(options.Layout.Engine, $"{options.Engine.Program}\n{endpoint}\n", cancellationToken);

    /// <summary>Makes sure that the engine is reached where it was when things were made: another context is another engine.</summary>
    /// <returns>Where it is reached.</returns>
    /// <exception cref="MachineException">It is not.</exception>
    internal static async Task<string> CheckAsync(EnvironmentOptions options, CancellationToken cancellationToken)
    {
        var endpoint = await options.Engine.EndpointAsync(cancellationToken);
        return EndpointOf(options.Layout) is { } kept && kept != endpoint
            ? throw new MachineException(
                $"the demo of state folder {options.Layout.Root} runs in {options.Engine.Name} at {kept}, and the one that answers now is at {endpoint}",
                $"DOCKER_HOST={kept} ./demo down --state {options.Layout.Root}   # removes it; or keep it, and take another folder with --state")
            : endpoint;
    }

    private static string? EndpointOf(StateLayout layout) =>
        File.Exists(layout.Engine) && File.Exists(layout.Kubeconfig) && File.ReadAllText(layout.Engine).Split('\n') is [_, { Length: > 0 } endpoint, ..] ? endpoint : null;

    // A folder without a mark that has a cluster is of the time when there was Docker only.
    private static ContainerEngine? Find(StateLayout layout) =>
        File.Exists(layout.Engine) ? Named(File.ReadAllText(layout.Engine).Split('\n')[0].Trim())
        : File.Exists(layout.Kubeconfig) ? ContainerEngine.Docker
        : null;

    private static ContainerEngine? Named(string program) => ContainerEngine.All.FirstOrDefault(engine => engine.Program == program);
}
