using DddAspire.DemoEnvironment.Steps;

namespace DddAspire.DemoRunner.Stories;

/// <summary>Waits for something to be seen and gives it back; never for ever, and with what was seen last when it was not.</summary>
internal sealed class Patience(TimeProvider time)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    /// <summary>Looks until <paramref name="look"/> gives a value.</summary>
    /// <param name="what">As it reads after "waited 20 s for".</param>
    /// <param name="limit">How long at most.</param>
    /// <param name="advice">Where to look when it does not come: a command or an address.</param>
    /// <param name="look">One look.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="WaitTimedOutException"><paramref name="limit"/> was over first.</exception>
    public async Task<T> UntilAsync<T>(
        string what, TimeSpan limit, string advice, Func<CancellationToken, Task<Sighting<T>>> look, CancellationToken cancellationToken)
        where T : class
    {
        var last = new Sighting<T>(null, "nothing");
        await new Wait(what, limit, BetweenLooks, advice).UntilAsync(
            async token => (last = await look(token)).Value is null ? last.Seen : null, time, cancellationToken);
        return last.Value!;
    }
}

/// <summary>What one look found.</summary>
/// <param name="Value">What was waited for; null when it is not there yet.</param>
/// <param name="Seen">What there was instead, in words.</param>
internal sealed record Sighting<T>(T? Value, string Seen)
    where T : class;
