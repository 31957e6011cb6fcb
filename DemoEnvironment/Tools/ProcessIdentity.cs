using System.Diagnostics;
using System.Globalization;

namespace DddAspire.DemoEnvironment.Tools;

/// <summary>Tells one life of a process id from the next.</summary>
public static class ProcessIdentity
{
    private const string BootId = "/proc/sys/kernel/random/boot_id";

    /// <summary>A text that no other process of that id has; null when there is no such process.</summary>
    public static string? Read(int pid)
    {
        try
        {
            return OperatingSystem.IsLinux()
                ? Parse(File.ReadAllText($"/proc/{pid}/stat")) is { } start ? $"{File.ReadAllText(BootId).Trim()}/{start}" : null
                : StartTime(pid);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The start time in clock ticks after boot, from <c>/proc/PID/stat</c>; null for one that is dead and not yet collected.</summary>
    internal static string? Parse(string stat)
    {
        // The second field is the program's name in brackets and may hold anything; the state is the third, the start the 22nd.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return fields[0] is "Z" or "X" ? null : fields[19];
    }

    private static string StartTime(int pid)
    {
        using var process = Process.GetProcessById(pid);
        return process.StartTime.ToUniversalTime().ToString("s", CultureInfo.InvariantCulture);
    }
}
