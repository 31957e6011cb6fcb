using System.Globalization;
using DddAspire.Contracts.Faults;

namespace DddAspire.DemoEnvironment.Tools;

/// <summary>Starts programs that outlive this process, its terminal and its output pipes.</summary>
public static class DetachedStart
{
    // A session of its own: the terminal's Ctrl+C and hang-up do not reach it. macOS has no setsid.
    private const string Script = """
        log=$1; shift
        if command -v setsid >/dev/null 2>&1; then setsid "$@" >>"$log" 2>&1 </dev/null & else nohup "$@" >>"$log" 2>&1 </dev/null & fi
        echo $!
        """;

    /// <summary>Starts a program with its output in a log file.</summary>
    /// <returns>Its process id.</returns>
    public static async Task<int> RunAsync(ToolCommand program, string log, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new MachineException("programs in the background need Linux or macOS", "wsl ./demo up   # or, in a window of its own: dotnet run --project DemoRunner -- serve");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(log)!);
        var shell = program with { Tool = "sh", Arguments = ["-c", Script, "sh", log, program.Tool, .. program.Arguments] };
        var result = await ToolRunner.RunAsync(shell, cancellationToken);
        return int.Parse(result.StandardOutput, CultureInfo.InvariantCulture);
    }

    /// <summary>Sends a signal to a process, or to its whole group.</summary>
    public static Task SignalAsync(int pid, bool kill, CancellationToken cancellationToken) =>
        ToolRunner.RunAsync(
            // dash takes a negative number behind -- only where the signal is given with -s.
            new ToolCommand("sh", ["-c", kill ? "kill -s KILL -- \"-$1\" \"$1\"" : "kill -s TERM \"$1\"", "sh", $"{pid}"])
            {
                AcceptedExitCodes = new HashSet<int> { 0, 1 },
            },
            cancellationToken);
}
