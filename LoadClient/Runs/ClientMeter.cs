namespace DddAspire.LoadClient.Runs;

/// <summary>What the process costs from the moment the meter is made.</summary>
internal sealed class ClientMeter
{
    private readonly TimeSpan _cpuAtStart = CpuNow();
    private readonly TimeSpan _pauseAtStart = GC.GetTotalPauseDuration();
    private readonly int _collectionsAtStart = GC.CollectionCount(0);
    private TimeSpan _pauseAtTick = GC.GetTotalPauseDuration();
    private TimeSpan _worstSecond;

    /// <summary>To be called once a second.</summary>
    public void Tick()
    {
        var pause = GC.GetTotalPauseDuration();
        var second = pause - _pauseAtTick;
        _worstSecond = second > _worstSecond ? second : _worstSecond;
        _pauseAtTick = pause;
    }

    public ClientFigures ToFigures(long sent)
    {
        var cpu = (CpuNow() - _cpuAtStart).TotalMilliseconds;
        return new ClientFigures(
            Math.Round(cpu, 3),
            sent == 0 ? 0 : Math.Round(1000 * cpu / sent, 3),
            // Generation 0 is collected in every collection.
            GC.CollectionCount(0) - _collectionsAtStart,
            Math.Round((GC.GetTotalPauseDuration() - _pauseAtStart).TotalMilliseconds, 3),
            Math.Round(_worstSecond.TotalMilliseconds, 3),
            Math.Round(Environment.WorkingSet / 1048576d, 1));
    }

    private static TimeSpan CpuNow() => OperatingSystem.IsWindows() || OperatingSystem.IsLinux() || OperatingSystem.IsMacOS()
        ? Environment.CpuUsage.TotalTime
        : TimeSpan.Zero;
}
