using System.CommandLine;
using DddAspire.DemoEnvironment;

namespace DddAspire.DemoRunner.CommandLine;

/// <summary><c>./demo down</c>: everything is removed but reports and the image cache.</summary>
internal static class DownCommand
{
    /// <summary>The command.</summary>
    public static Command Create(EnvironmentArguments environment)
    {
        var command = new Command("down", "Stop and remove everything but the reports");
        command.SetAction((line, cancellationToken) => RunAsync(environment, line, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(EnvironmentArguments environment, ParseResult line, CancellationToken cancellationToken)
    {
        using var local = new LocalEnvironment(environment.Read(line), new ConsoleProgress(), TimeProvider.System);
        await local.DownAsync(ServePrograms.For, cancellationToken);
        return ExitCodes.Done;
    }
}
