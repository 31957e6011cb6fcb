using System.Runtime.InteropServices;

namespace DddAspire.LoadClient.Pacing;

/// <summary>
/// Waits to about a tenth of a millisecond where the system can. The timers of .NET count whole milliseconds, which alone would
/// put half a millisecond on every latency that counts from the due time.
/// </summary>
internal sealed partial class PreciseDelay : IPause, IDisposable
{
    private readonly ManualResetEventSlim _never = new(initialState: false, spinCount: 0);

    public void For(TimeSpan duration)
    {
        if (duration <= TimeSpan.Zero)
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            _never.Wait(TimeSpan.FromMilliseconds(Math.Ceiling(duration.TotalMilliseconds)));
            return;
        }

        // Woken early by a signal is fine: whoever waits looks at the clock again.
        var time = new TimeSpec(duration.Ticks / TimeSpan.TicksPerSecond, duration.Ticks % TimeSpan.TicksPerSecond * 100);
        _ = NanoSleep(in time, 0);
    }

    public void Dispose() => _never.Dispose();

    [LibraryImport("libc", EntryPoint = "nanosleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int NanoSleep(in TimeSpec time, nint remaining);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct TimeSpec(long Seconds, long Nanoseconds);
}
