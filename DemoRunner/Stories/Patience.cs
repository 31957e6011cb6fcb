using System.Globalization;
using DddAspire.DemoEnvironment.Faults;

namespace DddAspire.DemoRunner.Stories;

/// <summary>Waits for something to be seen, never for ever, and says what was seen last when it was not.</summary>
internal sealed class Patience(TimeProvider time)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    /// <summary>Looks until <paramref name="look"/> gives a value.</summary>
    /// <exception cref="NotSeenException"><paramref name="wait"/> was over first.</exception>
    public async Task<T> UntilAsync<T>(Wait wait, Func<CancellationToken, Task<Sighting<T>>> look, CancellationToken cancellationToken)
        where T : class
    {
        var start = time.GetTimestamp();
        while (true)
        {
            var sighting = await look(cancellationToken);
            if (sighting.Value is { } value)
            {
                return value;
            }

            if (time.GetElapsedTime(start) >= wait.Limit)
            {
                throw new NotSeenException(wait, sighting.Seen);
            }

            await Task.Delay(BetweenLooks, time, cancellationToken);
        }
    }
}

/// <summary>What one look found.</summary>
/// <param name="Value">What was waited for; null when it is not there yet.</param>
/// <param name="Seen">What there was instead, in words.</param>
internal sealed record Sighting<T>(T? Value, string Seen)
    where T : class;

/// <summary>What is waited for.</summary>
/// <param name="For">In words, such as "a run of commit 1a2b3c".</param>
/// <param name="Limit">How long at most.</param>
/// <param name="LookAt">Where to look when it does not come: a command or an address.</param>
internal sealed record Wait(string For, TimeSpan Limit, string LookAt);

/// <summary>A wait was over before what it was for was seen.</summary>
internal sealed class NotSeenException(Wait wait, string seen) : DemoException(
    string.Create(CultureInfo.InvariantCulture, $"Waited {wait.Limit.TotalSeconds:0} s for {wait.For}; last seen: {seen}."),
    wait.LookAt);
