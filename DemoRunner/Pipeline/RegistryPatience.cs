using DddAspire.DemoEnvironment.Faults;
using DddAspire.DemoEnvironment.Steps;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoRunner.Pipeline;

/// <summary>A registry that is away for a while costs a run time, not its result: what needs it is done again until it is back.</summary>
/// <param name="time">The clock.</param>
internal sealed class RegistryPatience(TimeProvider time)
{
    private static readonly Wait Registry =
        new("the registry to answer", TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(1), "./demo up   # starts it again");

    /// <summary>Does something that may be repeated; says once when it has to wait.</summary>
    /// <exception cref="WaitTimedOutException">The registry was away for ten minutes.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> work, Action<string> say, CancellationToken cancellationToken)
    {
        T result = default!;
        var waiting = false;
        await Registry.UntilAsync(async _ =>
        {
            try
            {
                result = await work();
                return null;
            }
            catch (DemoException exception) when (IsAway(exception))
            {
                if (!waiting)
                {
                    say($"waiting for the registry: {exception.Message}");
                }

                waiting = true;
                return exception.Message;
            }
        }, time, cancellationToken);
        return result;
    }

    internal static bool IsAway(DemoException exception) => exception is RegistryAwayException
        || (exception is ToolFailedException failed && failed.Evidence.Contains("connection refused", StringComparison.Ordinal));
}
