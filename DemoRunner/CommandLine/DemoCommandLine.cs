using System.CommandLine;
using DddAspire.DemoEnvironment.Faults;

namespace DddAspire.DemoRunner.CommandLine;

/// <summary>The command line: it turns words into commands and failures into exit codes.</summary>
internal static class DemoCommandLine
{
    /// <summary>Runs what the arguments say, to its exit code.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var line = Create().Parse(arguments);
        if (line.Errors.Count > 0)
        {
            foreach (var error in line.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message);
            }

            await Console.Error.WriteLineAsync("Next: ./demo --help");
            return ExitCodes.Machine;
        }

        try
        {
            return await line.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                // Clean-up after Ctrl+C takes as long as the tools take to end.
                ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
            });
        }
        catch (DemoException exception)
        {
            await FailureText.WriteAsync(exception);
            return exception.Origin == FaultOrigin.Machine ? ExitCodes.Machine : ExitCodes.Environment;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A full disk, a folder that can't be written: none of a command's own doing.
            await Console.Error.WriteLineAsync($"\n{exception.Message}\nNext: ./demo doctor");
            return ExitCodes.Machine;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("\nStopped. What is up stays up: './demo up' goes on from here, './demo down' removes it.");
            return ExitCodes.Cancelled;
        }
    }

    private static RootCommand Create()
    {
        var environment = new EnvironmentArguments();
        var stories = new StoryArguments();
        var root = new RootCommand(
            "Moves an integration to another fix pack and back by git push, under load, and proves that no call failed.\n"
            + "Works with Docker; with Podman where KIND_EXPERIMENTAL_PROVIDER=podman is set, as kind itself.")
        {
            RunCommand.Create(environment, stories),
            StoryCommand.Create(environment, stories),
            ReportCommand.Create(environment),
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
