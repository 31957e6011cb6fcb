using System.Globalization;
using System.Runtime.InteropServices;

namespace DddAspire.LoadClient;

/// <summary>
/// Puts this process before what it measures: who waits for a processor sends late and reads late, and would blame the server for both. Linux lets
/// root and those with CAP_SYS_NICE do so; elsewhere the process stays as it is, and the report says which.
/// </summary>
internal static partial class ProcessPriority
{
    private const int Process = 0;
    private const int BeforeOthers = -5;

    /// <summary>For all threads there are; those to come take it over from the thread that makes them.</summary>
    public static void Raise()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        foreach (var thread in Directory.GetDirectories("/proc/self/task"))
        {
            _ = SetPriority(Process, uint.Parse(Path.GetFileName(thread), CultureInfo.InvariantCulture), BeforeOthers);
        }
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetPriority(int which, uint who, int priority);
}
