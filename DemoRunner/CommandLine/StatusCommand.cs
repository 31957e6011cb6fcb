using System.CommandLine;

namespace DddAspire.DemoRunner.CommandLine;

/// <summary><c>./demo status</c>: what runs, with its addresses.</summary>
internal static class StatusCommand
{
    /// <summary>The command.</summary>
    public static Command Create(EnvironmentArguments environment)
    {
        var json = new Option<bool>("--json") { Description = "As JSON" };
        var command = new Command("status", "Show what runs, with its addresses") { json };
        command.SetAction((line, cancellationToken) => RunAsync(environment, line, line.GetValue(json), cancellationToken));
        return command;
    }

    private static Task<int> RunAsync(EnvironmentArguments environment, ParseResult line, bool json, CancellationToken cancellationToken) =>
        Task.FromResult(0);
}
