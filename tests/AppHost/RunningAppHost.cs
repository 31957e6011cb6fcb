using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using DddAspire.DemoEnvironment.Steps;
using DddAspire.DemoEnvironment.Tools;
using DddAspire.Support;
using Xunit;

namespace DddAspire.AppHostTests;

/// <summary>The AppHost as a user runs it: <c>dotnet run</c> in a session of its own, so that a signal reaches it as one from a terminal does.</summary>
internal sealed partial class RunningAppHost : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(5);
    private readonly ConcurrentQueue<string> lines = [];
    private readonly Process process;

    private RunningAppHost(string[] command)
    {
        // A shell in the background ignores Ctrl+C for all that it starts; a terminal does not.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "setsid", .. command])
        {
            WorkingDirectory = DemoCommand.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Everything that it wrote.</summary>
    public string Output => string.Join('\n', lines);

    /// <summary>Starts <c>dotnet run --project AppHost</c>, which was built with these tests.</summary>
    public static RunningAppHost Start(params string[] arguments) =>
        new(["dotnet", "run", "--project", "AppHost", "--configuration", Configuration, "--no-build", "--", $"--Parameters:state={OwnEnvironment.StateDirectory}", .. arguments]);

    /// <summary>Where the dashboard is, with the token that opens it.</summary>
    public async Task<string> DashboardAsync(CancellationToken cancellationToken)
    {
        var found = "";
        await new Wait("the dashboard's address", StartLimit, TimeSpan.FromMilliseconds(200), "dotnet run --project AppHost").UntilAsync(
            _ => Task.FromResult((found = LoginUrl().Match(Output).Value).Length > 0 ? null : Tail()), TimeProvider.System, cancellationToken);
        return found;
    }

    /// <summary>Sends a signal to all that a terminal would send it to: INT to the whole group, any other to <c>dotnet run</c> alone.</summary>
    public Task SignalAsync(string signal, CancellationToken cancellationToken) =>
        ToolRunner.RunAsync(new("kill", ["-s", signal, "--", signal == "INT" ? $"-{process.Id}" : $"{process.Id}"]), cancellationToken);

    /// <summary>Kills the AppHost, which is the child of <c>dotnet run</c>: nothing of it can prepare for that.</summary>
    public Task KillAsync(CancellationToken cancellationToken) => ToolRunner.RunAsync(new("pkill", ["-KILL", "-P", $"{process.Id}"]), cancellationToken);

    /// <summary>Its exit code, when it has ended.</summary>
    public async Task<int> ExitAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            await process.WaitForExitAsync(cancellationToken).WaitAsync(limit, cancellationToken);
            return process.ExitCode;
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"the AppHost had not ended after {limit.TotalSeconds:0} s; its last lines:\n{Tail()}", exception);
        }
    }

    /// <summary>Its exit code, when it has removed everything.</summary>
    public Task<int> ExitAsync(CancellationToken cancellationToken) => ExitAsync(OwnEnvironment.RemovalLimit, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        using (process)
        {
            try
            {
                if (!process.HasExited)
                {
                    await SignalAsync("TERM", CancellationToken.None);
                    await ExitAsync(CancellationToken.None);
                }
            }
            finally
            {
                // One that does not heed the signal must not stand in the next test's way.
                if (!process.HasExited)
                {
                    process.Kill(entireProcessTree: true);
                }
            }
        }
    }

#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    private string Tail() => string.Join('\n', lines.TakeLast(30));

    private void Add(string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
            TestContext.Current.TestOutputHelper?.WriteLine(line);
        }
    }

    [GeneratedRegex(@"http://\S+/login\?t=\w+")]
    private static partial Regex LoginUrl();
}
