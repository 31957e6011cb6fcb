using DddAspire.DemoEnvironment.Distribution;
using DddAspire.DemoEnvironment.Steps;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoRunner.Pipeline;

/// <summary>A registry or git server that is away for a while costs a run time, not its result: what needs it is done again until it is back.</summary>
/// <param name="time">The clock.</param>
internal sealed class DependencyRetry(TimeProvider time)
{
    // What is done has limits of its own: a build has ten minutes, a fetch one.
    private static readonly TimeSpan AttemptLimit = TimeSpan.FromMinutes(30);

    private static readonly Wait Registry =
        new("the registry to answer", TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(1), "./demo up   # starts it again") { AttemptLimit = AttemptLimit };

    private static readonly Wait GitServer =
        new("the git server to answer", TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(1), "./demo status   # then: ./demo up") { AttemptLimit = AttemptLimit };

    // What the engine's client prints when nobody listens, or listens and says nothing.
    private static readonly string[] NoAnswer =
    [
        "connection refused", "connection reset", "i/o timeout", "context deadline exceeded", "Client.Timeout exceeded", "TLS handshake timeout",
        "unexpected EOF", "no route to host", "503 Service Unavailable", "502 Bad Gateway",
    ];

    /// <summary>Does something that needs the registry and may be repeated; says once when it has to wait.</summary>
    /// <exception cref="WaitTimedOutException">The registry was away for too long.</exception>
    public Task<T> WithRegistryAsync<T>(string registry, Func<Task<T>> work, Action<string> say, CancellationToken cancellationToken) =>
        RunAsync(Registry, "the registry", exception => IsRegistryAway(exception, registry), work, say, cancellationToken);

    /// <summary>The same with the git server.</summary>
    /// <exception cref="WaitTimedOutException">The git server was away for too long.</exception>
    public Task<T> WithGitAsync<T>(Func<Task<T>> work, Action<string> say, CancellationToken cancellationToken) =>
        RunAsync(GitServer, "the git server", exception => exception is ToolException, work, say, cancellationToken);

    // Waiting is for our own registry: another one that is away is a fault of the Dockerfile that names it. Tools may give its address by number.
    internal static bool IsRegistryAway(Exception exception, string registry) => exception switch
    {
        RegistryUnavailableException away => away.Registry == registry,
        ToolFailedException failed => failed.Evidence.Split('\n').Any(line => line.Contains($":{registry.Split(':')[^1]}", StringComparison.Ordinal)
            && Array.Exists(NoAnswer, sign => line.Contains(sign, StringComparison.OrdinalIgnoreCase))),
        _ => false,
    };

    /// <summary>Whether a tool failed because something did not answer, whatever that was.</summary>
    internal static bool GaveNoAnswer(ToolFailedException failed) =>
        Array.Exists(NoAnswer, sign => failed.Evidence.Contains(sign, StringComparison.OrdinalIgnoreCase));

    private async Task<T> RunAsync<T>(
        Wait wait, string name, Func<Exception, bool> isAway, Func<Task<T>> work, Action<string> say, CancellationToken cancellationToken)
    {
        T result = default!;
        var waiting = false;
        await wait.UntilAsync(async _ =>
        {
            try
            {
                result = await work();
                return null;
            }
            catch (Exception exception) when (isAway(exception))
            {
                if (!waiting)
                {
                    say($"waiting for {name}: {exception.Message}");
                }

                waiting = true;
                return exception.Message;
            }
        }, time, cancellationToken);
        return result;
    }
}
