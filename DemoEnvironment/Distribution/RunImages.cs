using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.Distribution;

/// <summary>The engine's own copies of the images that runs built: the registry has them, nobody runs them from here.</summary>
public static class RunImages
{
    /// <summary>The label that every image of a run carries, and nothing else.</summary>
    public const string Label = "ddd.demo.bar";

    /// <summary>Removes all of them but the newest.</summary>
    /// <param name="engine">What has them.</param>
    /// <param name="registry">Only those that were pushed there: its host:port.</param>
    /// <param name="keep">How many stay.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>How many were removed.</returns>
    public static async Task<int> RemoveAsync(ContainerEngine engine, string registry, int keep, CancellationToken cancellationToken)
    {
        // Both engines list the newest first.
        var list = engine.Command("image", "ls", "--filter", $"label={Label}", "--filter", $"reference={registry}/*", "--format", "{{.Repository}}:{{.Tag}}");
        var names = (await ToolRunner.RunAsync(list, cancellationToken)).StandardOutput
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(name => name.StartsWith($"{registry}/", StringComparison.Ordinal) && !name.EndsWith(":<none>", StringComparison.Ordinal))
            .Skip(keep)
            .ToList();
        foreach (var batch in names.Chunk(50))
        {
            // One that somebody else removed in the meantime, or runs a container from, is no failure.
            await ToolRunner.RunAsync(engine.Command(["image", "rm", .. batch]) with { AcceptedExitCodes = new HashSet<int> { 0, 1, 2, 125 } }, cancellationToken);
        }

        return names.Count;
    }
}
