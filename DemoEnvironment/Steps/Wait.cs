using DddAspire.Contracts.Faults;

namespace DddAspire.DemoEnvironment.Steps;

/// <summary>A wait with a limit: what for, how long, and where to look when it does not come.</summary>
/// <param name="What">What is awaited, as it reads after "waited 20 s for".</param>
/// <param name="Limit">The longest it may take; an attempt that is under way then is the last.</param>
/// <param name="Interval">The pause between two attempts.</param>
/// <param name="Advice">The command that shows why it does not come.</param>
public sealed record Wait(string What, TimeSpan Limit, TimeSpan Interval, string Advice)
{
    /// <summary>The longest that one attempt may take; what takes connections and never answers would else hold up the wait for ever. Default: 30 seconds.</summary>
    public TimeSpan AttemptLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Tries again and again until <paramref name="attempt"/> finds what is awaited.</summary>
    /// <param name="attempt">One attempt; it gives null for "there", else what it saw instead.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="WaitTimedOutException">It did not come within <see cref="Limit"/>.</exception>
    public async Task UntilAsync(Func<CancellationToken, Task<string?>> attempt, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        ArgumentNullException.ThrowIfNull(time);
        var started = time.GetTimestamp();
        while (await LimitedAsync(attempt, time, cancellationToken) is { } seen)
        {
            if (time.GetElapsedTime(started) >= Limit)
            {
                throw new WaitTimedOutException(this, seen);
            }

            await Task.Delay(Interval, time, cancellationToken);
        }
    }

    /// <summary>Tries again and again until <paramref name="attempt"/> observes a value, and gives it back.</summary>
    /// <inheritdoc cref="UntilAsync"/>
    public async Task<T> ForAsync<T>(Func<CancellationToken, Task<Observation<T>>> attempt, TimeProvider time, CancellationToken cancellationToken)
        where T : class
    {
        T? value = null;
        await UntilAsync(
            async token =>
            {
                var observed = await attempt(token);
                value = observed.Value;
                return value is null ? observed.Seen : null;
            },
            time,
            cancellationToken);
        return value!;
    }

    private async Task<string?> LimitedAsync(Func<CancellationToken, Task<string?>> attempt, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(AttemptLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            // Also when the attempt does not heed its token.
            return await attempt(either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return $"no answer within {AttemptLimit.TotalSeconds:0} s";
        }
    }
}

/// <summary>What one attempt of a <see cref="Wait"/> observed.</summary>
/// <param name="Value">What was waited for; null when it is not there yet.</param>
/// <param name="Seen">What there was instead, in words.</param>
public sealed record Observation<T>(T? Value, string Seen)
    where T : class;

/// <summary>What was waited for did not come within its limit.</summary>
public sealed class WaitTimedOutException(Wait wait, string lastSeen)
    : DemoException($"waited {wait.Limit.TotalSeconds:0} s for {wait.What}; last seen: {lastSeen}", wait.Advice);
