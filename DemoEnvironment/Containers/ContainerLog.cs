using System.Globalization;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.Containers;

/// <summary>What a container says.</summary>
public static class ContainerLog
{
    private static readonly TimeSpan Limit = TimeSpan.FromDays(7);
    private static readonly TimeSpan TailLimit = TimeSpan.FromSeconds(20);

    /// <summary>The last lines of it; empty when there is no such container.</summary>
    internal static async Task<string> TailAsync(ContainerEngine engine, string container, int lines, CancellationToken cancellationToken)
    {
        var tail = await ToolRunner.RunAsync(
            engine.Command("logs", "--tail", lines.ToString(CultureInfo.InvariantCulture), container) with { AcceptedExitCodes = new HashSet<int> { 0, 1, 125 }, Limit = TailLimit },
            cancellationToken);
        return string.Join('\n', new[] { tail.StandardOutput, tail.StandardError }.Where(text => text.Length > 0));
    }

    /// <summary>Follows it until the container ends or the token is cancelled.</summary>
    /// <param name="engine">What runs it.</param>
    /// <param name="container">Its name.</param>
    /// <param name="onLine">Takes each line; the last 200 come first.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ToolFailedException">There is no such container.</exception>
    public static Task FollowAsync(ContainerEngine engine, string container, Action<string> onLine, CancellationToken cancellationToken) =>
        LineFollower.RunAsync(
            // Two streams into one: half of what a container says is on standard error.
            new ToolCommand("sh", ["-c", "exec \"$1\" logs --follow --tail 200 \"$2\" 2>&1", "sh", engine.Program, container]) { Limit = Limit }, onLine, cancellationToken);
}
