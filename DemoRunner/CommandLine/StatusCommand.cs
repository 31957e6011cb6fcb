using System.CommandLine;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.Status;

namespace DddAspire.DemoRunner.CommandLine;

/// <summary><c>./demo status</c>: what runs, with its addresses.</summary>
internal static class StatusCommand
{
    /// <summary>The command.</summary>
    public static Command Create(EnvironmentArguments environment)
    {
        var json = new Option<bool>("--json") { Description = "As JSON" };
        var command = new Command("status", "Show what runs, with its addresses") { json };
        command.SetAction(async (line, cancellationToken) =>
        {
            var options = environment.Read(line);
            var status = await new StatusReader(options).ReadAsync(cancellationToken);
            await Console.Out.WriteLineAsync(line.GetValue(json) ? StatusJson.Text(status) : Advice.For(StatusText.Of(status), options));
            return ExitCodes.Done;
        });
        return command;
    }
}
