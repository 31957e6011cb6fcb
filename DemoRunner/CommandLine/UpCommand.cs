using System.CommandLine;
using System.Text;
using DddAspire.DemoEnvironment;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.Status;
using DddAspire.DemoEnvironment.Steps;

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
        var progress = new ConsoleProgress();
        using var local = new LocalEnvironment(options, progress, TimeProvider.System);
        await local.UpAsync(ServePrograms.For, cancellationToken);
        await new FirstDeployment(options, new StepLog(progress, TimeProvider.System), TimeProvider.System).WaitAsync(cancellationToken);
        var text = new StringBuilder("\n");
        StatusText.Addresses(text, await new StatusReader(options).ReadAsync(cancellationToken));
        await Console.Out.WriteLineAsync(text.Append(Advice.For("\nNext: ./demo   # tells the story; ./demo down removes everything", options)), cancellationToken);
        return ExitCodes.Done;
    }
}
