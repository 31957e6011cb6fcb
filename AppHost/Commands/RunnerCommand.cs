using DddAspire.Contracts.Faults;
using DddAspire.Contracts.Runner;
using Microsoft.Extensions.DependencyInjection;

namespace DddAspire.AppHost.Commands;

/// <summary>A dashboard command that asks the runner: one way to do a thing, whoever asks for it.</summary>
internal static class RunnerCommand
{
    /// <summary>Adds the command to a resource; it can be given while the resource runs.</summary>
    /// <param name="resource">Where it is shown.</param>
    /// <param name="name">Its name in the model and on the Aspire command line.</param>
    /// <param name="title">Its name in the dashboard.</param>
    /// <param name="ask">Does it, and returns what is told when it went well.</param>
    /// <param name="look">Icon, arguments and the like.</param>
    public static IResourceBuilder<T> WithRunnerCommand<T>(
        this IResourceBuilder<T> resource, string name, string title, Func<RunnerClient, ExecuteCommandContext, Task<string>> ask, CommandOptions look)
        where T : IResource
    {
        look.UpdateState ??= context => context.ResourceSnapshot.State?.Text == KnownResourceStates.Running
            ? ResourceCommandState.Enabled
            : ResourceCommandState.Disabled;
        return resource.WithCommand(name, title, context => ExecuteAsync(ask, context), look);
    }

    private static async Task<ExecuteCommandResult> ExecuteAsync(Func<RunnerClient, ExecuteCommandContext, Task<string>> ask, ExecuteCommandContext context)
    {
        try
        {
            return CommandResults.Success(await ask(context.Services.GetRequiredService<RunnerClient>(), context));
        }
        // Its advice is for the command line, where nobody starts the runner again but the user.
        catch (RunnerUnreachableException exception)
        {
            return CommandResults.Failure($"{exception.Message} See the runner's log.");
        }
        catch (DemoException exception)
        {
            return CommandResults.Failure($"{exception.Message} {exception.Advice}");
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            return CommandResults.Canceled();
        }
    }
}
