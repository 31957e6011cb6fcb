namespace DddAspire.DemoEnvironment.Steps;

/// <summary>A wait with a limit: what for, how long, and where to look when it does not come.</summary>
/// <param name="What">What is awaited, as it reads after "waited 20 s for".</param>
/// <param name="Limit">The longest it may take.</param>
/// <param name="Interval">The pause between two looks.</param>
/// <param name="Advice">The command that shows why it does not come.</param>
public sealed record Wait(string What, TimeSpan Limit, TimeSpan Interval, string Advice)
{
    /// <summary>Looks again and again until <paramref name="look"/> finds what is awaited.</summary>
    /// <param name="look">One look; it gives null for "there", else what it saw instead.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="WaitTimedOutException">It did not come within <see cref="Limit"/>.</exception>
    public async Task UntilAsync(Func<CancellationToken, Task<string?>> look, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (await look(cancellationToken) is { } seen)
        {
            if (time.GetElapsedTime(started) >= Limit)
            {
                throw new WaitTimedOutException(this, seen);
            }

            await Task.Delay(Interval, time, cancellationToken);
        }
    }
}
