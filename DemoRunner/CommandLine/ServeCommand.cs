using System.CommandLine;
using DddAspire.DemoRunner.Serving;

namespace DddAspire.DemoRunner.CommandLine;

/// <summary><c>./demo serve</c>: webhook receiver, pipeline, page and the built-in git server, in the foreground.</summary>
internal static class ServeCommand
{
    /// <summary>The command.</summary>
    public static Command Create(EnvironmentArguments environment)
    {
        var command = new Command("serve", "Run webhook receiver, pipeline, page and the built-in git server in the foreground (up starts it in the background)");
        command.SetAction((line, cancellationToken) => ServeHost.RunAsync(environment.Read(line), cancellationToken));
        return command;
    }
}
