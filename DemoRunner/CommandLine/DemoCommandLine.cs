using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text.Json;
using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment;

namespace DddAspire.DemoRunner.CommandLine;

/// <summary>The command line: it turns words into commands and failures into exit codes.</summary>
internal static class DemoCommandLine
{
    /// <summary>Runs what the arguments say, to its exit code.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        ProxyBypass.ForThisMachine();
        var interrupted = false;
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => interrupted = true);
        using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => interrupted = true);
        var environment = new EnvironmentArguments();
        ParseResult? line = null;
        try
        {
            line = Create(environment).Parse(arguments);
            return await InvokeAsync(line);
        }
        catch (DemoException exception)
        {
            await FailureText.WriteAsync(exception, environment.Fit(exception.Advice, line));
            return exception.Origin == FaultOrigin.Machine ? ExitCodes.Machine : ExitCodes.Environment;
        }
        catch (Exception exception) when (IsNoAnswer(exception, interrupted))
        {
            // Where nobody foresaw it: a part that went away in the middle of a call, or answered with something else than it should.
            await Console.Error.WriteLineAsync($"\nA part of the demo did not answer as it should: {exception.Message}\nNext: {environment.Fit("./demo status   # says which; ./demo up starts it again", line)}");
            return ExitCodes.Environment;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A full disk, a folder that can't be written: none of a command's own doing.
            await Console.Error.WriteLineAsync($"\n{exception.Message}\nNext: {environment.Fit("./demo doctor", line)}");
            return ExitCodes.Machine;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(environment.Fit("\nStopped. What is up stays up: './demo up' goes on from here, './demo down' removes it.", line));
            return ExitCodes.Cancelled;
        }
    }

    private static async Task<int> InvokeAsync(ParseResult line)
    {
        if (line.Errors.Count == 0)
        {
            return await line.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                // Clean-up after Ctrl+C takes as long as the tools take to end.
                ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
            });
        }

        foreach (var error in line.Errors)
        {
            await Console.Error.WriteLineAsync(error.Message);
        }

        await Console.Error.WriteLineAsync("Next: ./demo --help");
        return ExitCodes.Machine;
    }

    /// <summary>Whether a failure is that of a call; a limit that passed is one too, unlike somebody's Ctrl+C.</summary>
    internal static bool IsNoAnswer(Exception exception, bool interrupted) =>
        exception is HttpRequestException or HttpIOException or JsonException || (exception is OperationCanceledException && !interrupted);

    private static RootCommand Create(EnvironmentArguments environment)
    {
        var stories = new StoryArguments();
        var root = new RootCommand(
            "Moves an integration to another fix pack and back by git push, under load, and proves that no call failed.\n"
            + "Works with Docker; with Podman where KIND_EXPERIMENTAL_PROVIDER=podman is set, as kind itself.")
        {
            RunCommand.Create(environment, stories),
            StoryCommand.Create(environment, stories),
            SoakCommand.Create(environment, stories),
            ReportCommand.Create(environment),
            ProveCommand.Create(),
            UpCommand.Create(environment),
            DownCommand.Create(environment),
            StatusCommand.Create(environment),
            DoctorCommand.Create(environment),
            ServeCommand.Create(environment),
        };
        foreach (var option in environment.All)
        {
            root.Add(option);
        }

        RunCommand.Describe(root, environment, stories);
        return root;
    }
}
