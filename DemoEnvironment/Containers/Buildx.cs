using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.Containers;

/// <summary>
/// BuildKit's command line. The plugin is called by itself where docker tells where it lies: <c>docker buildx</c> first asks the plugin
/// what it is, in a process of its own, a tenth of a second at each build.
/// </summary>
internal sealed class Buildx
{
    private volatile string? plugin;

    /// <summary>The command that gives buildx these arguments.</summary>
    /// <param name="arguments">Such as <c>build</c> and its options.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<ToolCommand> CommandAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        if (!File.Exists(plugin))
        {
            plugin = await FindAsync(cancellationToken);
        }

        return File.Exists(plugin) ? new(plugin, arguments) : new("docker", ["buildx", .. arguments]);
    }

    // Empty where the client does not tell.
    private static async Task<string> FindAsync(CancellationToken cancellationToken) =>
        (await ToolRunner.RunAsync(
            new("docker", ["info", "--format", "{{range .ClientInfo.Plugins}}{{if eq .Name \"buildx\"}}{{.Path}}{{end}}{{end}}"])
            {
                AcceptedExitCodes = new HashSet<int> { 0, 1 },
            },
            cancellationToken)).StandardOutput.Trim();
}
