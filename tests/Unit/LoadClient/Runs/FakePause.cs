using DddAspire.LoadClient.Pacing;
using Microsoft.Extensions.Time.Testing;

namespace DddAspire.Unit.LoadClient.Runs;

/// <summary>Time passes when somebody waits for it, and then all at once.</summary>
internal sealed class FakePause(FakeTimeProvider time) : IPause
{
    /// <summary>Called after each pause, with the time since the start.</summary>
    public Action<TimeSpan> Passed { get; init; } = _ => { };

    private readonly DateTimeOffset _start = time.GetUtcNow();

    public void For(TimeSpan duration)
    {
        if (duration > TimeSpan.Zero)
        {
            time.Advance(duration);
        }

        Passed(time.GetUtcNow() - _start);
    }
}
