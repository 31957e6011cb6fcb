using System.CommandLine;
using DddAspire.DemoEnvironment;

namespace DddAspire.DemoRunner.CommandLine;

/// <summary><c>./demo up</c>: everything is there and runs, then the command ends.</summary>
internal static class UpCommand
{
    /// <summary>The command.</summary>
    public static Command Create(EnvironmentArguments environment)
    {
        var command = new Command("up", "Set everything up, or what of it is missing, and leave it running");
        command.SetAction((line, cancellationToken) => RunAsync(environment, line, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(EnvironmentArguments environment, ParseResult line, CancellationToken cancellationToken)
    {
        var options = environment.Read(line);
        using var local = new LocalEnvironment(options, new ConsoleProgress(), TimeProvider.System);
        await local.UpAsync(ServePrograms.For, cancellationToken);
        return ExitCodes.Done;
    }
}
