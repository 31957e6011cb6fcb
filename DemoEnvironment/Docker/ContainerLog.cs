using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.Docker;

/// <summary>What a container says.</summary>
public static class ContainerLog
{
    private static readonly TimeSpan Limit = TimeSpan.FromDays(7);

    /// <summary>Follows it until the container ends or the token is cancelled.</summary>
    /// <param name="container">Its name.</param>
    /// <param name="onLine">Takes each line; the last 200 come first.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ToolFailedException">There is no such container.</exception>
    public static Task FollowAsync(string container, Action<string> onLine, CancellationToken cancellationToken) =>
        LineFollower.RunAsync(
            // Two streams into one: half of what a container says is on standard error.
            new ToolCommand("sh", ["-c", "exec docker logs --follow --tail 200 \"$1\" 2>&1", "sh", container]) { Limit = Limit }, onLine, cancellationToken);
}
