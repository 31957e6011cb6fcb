namespace DddAspire.LoadClient.Runs;

/// <summary>The longest time without a success, counted from the first due call.</summary>
internal sealed class GapMeter
{
    private TimeSpan _lastSuccess;
    private TimeSpan _longest;

    public void AddSuccess(TimeSpan at)
    {
        if (at > _lastSuccess)
        {
            _longest = LongestUntil(at);
            _lastSuccess = at;
        }
    }

    /// <summary>With the gap that is open at <paramref name="end"/>.</summary>
    public TimeSpan LongestUntil(TimeSpan end)
    {
        var open = end - _lastSuccess;
        return open > _longest ? open : _longest;
    }
}
