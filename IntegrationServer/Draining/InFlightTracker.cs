namespace DddAspire.IntegrationServer.Draining;

/// <summary>How many calls are under way and when the last one came.</summary>
internal sealed class InFlightTracker(TimeProvider time)
{
    private int inFlight;
    private long total;
    private long lastCall = time.GetTimestamp();

    public int InFlight => Volatile.Read(ref inFlight);

    /// <summary>All calls since the start.</summary>
    public long Total => Volatile.Read(ref total);

    public TimeSpan SinceLastCall => time.GetElapsedTime(Volatile.Read(ref lastCall));

    public void Begin()
    {
        Interlocked.Increment(ref inFlight);
        Interlocked.Increment(ref total);
        Volatile.Write(ref lastCall, time.GetTimestamp());
    }

    public void End() => Interlocked.Decrement(ref inFlight);
}
