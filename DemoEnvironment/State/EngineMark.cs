using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.Faults;
using DddAspire.DemoEnvironment.Settings;

namespace DddAspire.DemoEnvironment.State;

/// <summary>
/// Says which engine runs the containers of a state folder. It is written before anything is made, so that every later command, <c>down</c>
/// above all, looks there and not in another engine.
/// </summary>
public static class EngineMark
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

    /// <summary>Makes the state folder one of the engine that is used.</summary>
    internal static void Leave(EnvironmentOptions options) => File.WriteAllText(options.Layout.Engine, options.Engine.Program);

    // A folder without a mark that has a cluster is of the time when there was Docker only.
    private static ContainerEngine? Find(StateLayout layout) =>
        File.Exists(layout.Engine) ? Named(File.ReadAllText(layout.Engine).Trim())
        : File.Exists(layout.Kubeconfig) ? ContainerEngine.Docker
        : null;

    private static ContainerEngine? Named(string program) => ContainerEngine.All.FirstOrDefault(engine => engine.Program == program);
}
