using System.Globalization;

namespace DddAspire.LoadClient.Runs;

/// <summary>How busy the machine is from the moment the meter is made, by what Linux tells below /proc; elsewhere nothing is known.</summary>
internal sealed class MachineMeter
{
    private static readonly TimeSpan OneMicrosecond = TimeSpan.FromMicroseconds(1);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly long _start;
    private readonly double? _waitedAtStart;
    private long _looks;
    private long _ready;
    private int _mostReady;

    public MachineMeter() => (_start, _waitedAtStart) = (_time.GetTimestamp(), WaitedUs(Read("/proc/pressure/cpu")));

    /// <summary>To be called once a second; looks on another thread than the caller's.</summary>
    public void Tick() => ThreadPool.QueueUserWorkItem(meter => meter.Measure(), this, preferLocal: false);

    public MachineFigures ToFigures()
    {
        lock (_gate)
        {
            var waited = (WaitedUs(Read("/proc/pressure/cpu")) - _waitedAtStart) * OneMicrosecond / _time.GetElapsedTime(_start);
            return new MachineFigures(
                waited is { } share ? Math.Round(100 * share, 1) : null,
                _looks == 0 ? null : Math.Round((double)_ready / _looks, 1),
                _looks == 0 ? null : _mostReady,
                Environment.ProcessorCount,
                Nice(Read("/proc/self/stat")));
        }
    }

    /// <summary>The total of the line `some avg10=… total=N`, in microseconds.</summary>
    internal static double? WaitedUs(string pressure)
    {
        const string total = "total=";
        var begin = pressure.IndexOf(total, StringComparison.Ordinal) + total.Length;
        return begin >= total.Length && long.TryParse(pressure.AsSpan(begin).TrimEnd().ToString().Split('\n')[0], CultureInfo.InvariantCulture, out var waited) ? waited : null;
    }

    /// <summary>The threads running or ready to, the looking one among them: `0.1 0.2 0.3 READY/ALL PID`.</summary>
    internal static int? Ready(string load) =>
        load.Split(' ') is [_, _, _, var threads, ..] && int.TryParse(threads.Split('/')[0], CultureInfo.InvariantCulture, out var ready) ? ready : null;

    /// <summary>The 19th field of a process's stat; its second is a name in parentheses that may hold anything.</summary>
    internal static int? Nice(string stat) =>
        stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 16 } fields
        && int.TryParse(fields[16], CultureInfo.InvariantCulture, out var nice) ? nice : null;

    private void Measure()
    {
        if (Ready(Read("/proc/loadavg")) is not { } ready)
        {
            return;
        }

        lock (_gate)
        {
            _looks++;
            _ready += ready;
            _mostReady = Math.Max(_mostReady, ready);
        }
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
