
namespace DddAspire.LoadClient.Pacing;

/// <summary>The time of one run: monotonic, counted from its start; the wall clock is read once, so the two never disagree.</summary>
internal sealed class RunClock(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();

    public DateTimeOffset StartedAt { get; } = time.GetUtcNow();

    public TimeSpan Elapsed => time.GetElapsedTime(_start);

    public DateTimeOffset At(TimeSpan elapsed) => StartedAt + elapsed;
}
