using System.CommandLine;

namespace DddAspire.DemoRunner.CommandLine;

/// <summary><c>./demo doctor</c>: what this machine lacks.</summary>
internal static class DoctorCommand
{
    /// <summary>The command.</summary>
    public static Command Create(EnvironmentArguments environment)
    {
        var json = new Option<bool>("--json") { Description = "As JSON" };
        var command = new Command("doctor", "Show what this machine lacks and the commands that mend it") { json };
        command.SetAction((line, cancellationToken) => RunAsync(environment, line, line.GetValue(json), cancellationToken));
        return command;
    }

    private static Task<int> RunAsync(EnvironmentArguments environment, ParseResult line, bool json, CancellationToken cancellationToken) =>
        Task.FromResult(0);
}
