using System.CommandLine;
using DddAspire.LoadClient.Control;

namespace DddAspire.LoadClient.CommandLine;

/// <summary>The load client by itself. Exit codes: 0 met, 1 missed or inconclusive, 2 usage.</summary>
internal static class LoadCommandLine
{
    public const int Usage = 2;

    public static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        var options = new LoadOptions();
        var command = options.ToCommand();
        command.SetAction((parsed, token) => options.Pipe(parsed) ? PipeSession.RunAsync(token)
            : options.ControlPort(parsed) is { } port ? LoadServer.RunAsync(port, token)
            : LoadSession.RunAsync(options.PlanOf(parsed), options.ViewOf(parsed), token));
        var result = command.Parse(args);
        if (result.Errors.Count == 0)
        {
            return await result.InvokeAsync(new InvocationConfiguration
            {
                // As a child, it ends when its parent wants that.
                ProcessTerminationTimeout = options.Pipe(result) ? null : new InvocationConfiguration().ProcessTerminationTimeout,
            }, cancellationToken);
        }

        foreach (var error in result.Errors)
        {
            await Console.Error.WriteLineAsync(error.Message);
        }

        await Console.Error.WriteLineAsync("Try --help.");
        return Usage;
    }
}
