using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using DddAspire.Contracts.Faults;

namespace DddAspire.DemoEnvironment.Tools;

/// <summary>How a command line of the user's ended.</summary>
public enum UserCommandEnd
{
    /// <summary>By itself.</summary>
    Exited,

    /// <summary>It was stopped because it took too long.</summary>
    TimedOut,

    /// <summary>It was stopped because everything was.</summary>
    Interrupted,
}

/// <summary>A command line of the user's that has ended.</summary>
/// <param name="End">How.</param>
/// <param name="ExitCode">Its exit code.</param>
public sealed record UserCommandResult(UserCommandEnd End, int ExitCode);

/// <summary>
/// Runs a command line as the user would type it: by his shell, on his terminal, so that prompts and progress bars work. All it prints
/// goes to standard error, which leaves standard output to the result of the program that runs it.
/// </summary>
public static class UserCommand
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    /// <summary>How much later than the command this program may be told of a Ctrl+C that a terminal sent to both.</summary>
    private static readonly TimeSpan SignalDelay = TimeSpan.FromSeconds(2);

    /// <summary>Runs the line to its end.</summary>
    /// <param name="line">For <c>sh</c>, or <c>cmd</c> on Windows.</param>
    /// <param name="limit">The longest it may take; then it is asked to end, and killed with its children if it does not.</param>
    /// <param name="cancellationToken">
    /// Does the same at once. If it comes within two seconds of a command's exit with another code than 0, the command was interrupted:
    /// the signal that ended it was this program's too.
    /// </param>
    public static async Task<UserCommandResult> RunAsync(string line, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var process = Start(line);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(limit);
        try
        {
            await process.WaitForExitAsync(stop.Token);
            var interrupted = process.ExitCode != 0 && await IsCanceledSoonAsync(cancellationToken);
            return new UserCommandResult(interrupted ? UserCommandEnd.Interrupted : UserCommandEnd.Exited, process.ExitCode);
        }
        catch (OperationCanceledException)
        {
            await StopAsync(process);
            return new UserCommandResult(
                cancellationToken.IsCancellationRequested ? UserCommandEnd.Interrupted : UserCommandEnd.TimedOut, process.ExitCode);
        }
    }

    private static async Task<bool> IsCanceledSoonAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(SignalDelay, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return cancellationToken.IsCancellationRequested;
    }

    private static Process Start(string line)
    {
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo("cmd.exe", ["/d", "/c", $"({line}) 1>&2"])
            : new ProcessStartInfo("sh", ["-c", "exec 1>&2; eval \"$1\"", "sh", line]);
        try
        {
#pragma warning disable RS0030 // This is the owner of the user's own commands.
            return Process.Start(start)!;
#pragma warning restore RS0030
        }
        catch (Win32Exception exception)
        {
            throw new MachineException($"'{start.FileName}' could not be started: {exception.Message}", $"command -v {start.FileName}", exception);
        }
    }

    // A terminal's Ctrl+C has reached all of it already; a time-out or a SIGTERM of ours has not. Killing looks for children
    // below the shell, so the shell has to be there still.
    private static async Task StopAsync(Process process)
    {
        if (OperatingSystem.IsLinux())
        {
            await TerminateAsync([.. ProcessTree.Below(process.Id), process.Id]);
        }

        using var grace = new CancellationTokenSource(Grace);
        try
        {
            await process.WaitForExitAsync(grace.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static Task<ToolResult> TerminateAsync(IEnumerable<int> processes) => ToolRunner.RunAsync(
        new ToolCommand("sh", ["-c", "kill -TERM \"$@\"", "sh", .. processes.Select(id => id.ToString(CultureInfo.InvariantCulture))])
        {
            // 1: one of them had just ended.
            AcceptedExitCodes = new HashSet<int> { 0, 1 },
        },
        CancellationToken.None);
}
