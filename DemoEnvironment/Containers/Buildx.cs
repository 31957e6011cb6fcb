using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.Containers;

/// <summary>
/// BuildKit's command line. The plugin is called by itself where docker tells where it lies: <c>docker buildx</c> first asks the plugin
/// what it is, in a process of its own, a tenth of a second at each build.
/// </summary>
internal sealed class Buildx
{
    private volatile string? plugin;
    private volatile string? builder;

    /// <summary>The command that gives buildx these arguments.</summary>
    /// <param name="arguments">Such as <c>build</c> and its options.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<ToolCommand> CommandAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        if (!File.Exists(plugin))
        {
            plugin = await FindAsync(cancellationToken);
        }

        return Command(File.Exists(plugin) ? plugin : null, await BuilderAsync(cancellationToken), arguments);
    }

    /// <summary>The engine's own builder, which is called as the context is. Another one that the user has selected runs in a container,
    /// where localhost:5001 is not our registry, and keeps what it builds from the engine.</summary>
    public async Task<string> BuilderAsync(CancellationToken cancellationToken) =>
        builder ??= (await ToolRunner.RunAsync(new("docker", ["context", "show"]), cancellationToken)).StandardOutput.Trim() is { Length: > 0 } context ? context : "default";

    // The builder in one word with its option: what follows a blank would be taken for what the command does, in its span's name.
    internal static ToolCommand Command(string? plugin, string builder, IReadOnlyList<string> arguments) =>
        plugin is null ? new("docker", ["buildx", $"--builder={builder}", .. arguments]) : new(plugin, [$"--builder={builder}", .. arguments]);

    // Empty where the client does not tell.
    private static async Task<string> FindAsync(CancellationToken cancellationToken) =>
        (await ToolRunner.RunAsync(
            new("docker", ["info", "--format", "{{range .ClientInfo.Plugins}}{{if eq .Name \"buildx\"}}{{.Path}}{{end}}{{end}}"])
            {
                AcceptedExitCodes = new HashSet<int> { 0, 1 },
            },
            cancellationToken)).StandardOutput.Trim();
}
