using System.Globalization;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.Programs;

/// <summary>Finds programs of ours that no pid file knows: whoever started them was killed before it could write one.</summary>
internal static class StrayProcesses
{
    /// <summary>The processes that run an assembly from a state folder's programs.</summary>
    /// <param name="programs">Where the copies of our programs lie.</param>
    /// <param name="assembly">The file name of the assembly; empty for any.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<IReadOnlyList<PidRecord>> FindAsync(string programs, string assembly, CancellationToken cancellationToken)
    {
        var candidates = OperatingSystem.IsLinux() ? FromProc() : await FromPgrepAsync(programs, cancellationToken);
        return
        [
            .. candidates.Where(one => Runs(one.Arguments, programs, assembly))
                .Select(one => (one.Pid, Mark: ProcessIdentity.Read(one.Pid)))
                .Where(one => one.Mark is not null)
                .Select(one => new PidRecord(one.Pid, one.Mark!, "", [])),
        ];
    }

    /// <summary>Whether a command line runs that assembly: <c>dotnet PROGRAMS/BUILD/ASSEMBLY ...</c>.</summary>
    internal static bool Runs(IEnumerable<string> commandLine, string programs, string assembly) =>
        commandLine.Any(argument => (assembly.Length == 0 ? argument.EndsWith(".dll", StringComparison.Ordinal) : Path.GetFileName(argument) == assembly)
            && argument.StartsWith(programs + Path.DirectorySeparatorChar, StringComparison.Ordinal));

    private static IEnumerable<(int Pid, string[] Arguments)> FromProc()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out var pid) && CommandLineOf(folder) is { } arguments)
            {
                yield return (pid, arguments.Split('\0'));
            }
        }
    }

    private static string? CommandLineOf(string process)
    {
        try
        {
            return File.ReadAllText($"{process}/cmdline");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has just ended.
            return null;
        }
    }

    private static async Task<IEnumerable<(int Pid, string[] Arguments)>> FromPgrepAsync(string programs, CancellationToken cancellationToken)
    {
        var pgrep = new ToolCommand("pgrep", ["-fl", programs]) { AcceptedExitCodes = new HashSet<int> { 0, 1 } };
        return (await ToolRunner.RunAsync(pgrep, cancellationToken)).StandardOutput.Split('\n')
            .Select(line => line.Split(' ', 2))
            .Where(columns => columns.Length == 2)
            .Select(columns => (int.Parse(columns[0], CultureInfo.InvariantCulture), columns[1].Split(' ')));
    }
}
