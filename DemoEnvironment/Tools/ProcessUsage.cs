using System.ComponentModel;
using System.Diagnostics;

namespace DddAspire.DemoEnvironment.Tools;

/// <summary>What a process holds at one moment.</summary>
/// <param name="MemoryBytes">Of its memory, what is in RAM.</param>
/// <param name="Handles">Open files, sockets and the like.</param>
internal readonly record struct ProcessUsage(long MemoryBytes, int Handles)
{
    /// <summary>The usage of a process; null when there is none of that id.</summary>
    public static ProcessUsage? Read(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return new(process.WorkingSet64, process.HandleCount);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or Win32Exception or IOException)
        {
            return null;
        }
    }
}
