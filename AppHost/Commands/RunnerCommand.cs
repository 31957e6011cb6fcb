using DddAspire.AppHost.Runner;
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
        catch (RunnerRefusedException exception)
        {
            return CommandResults.Failure($"{exception.Message} {exception.Advice}");
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            return CommandResults.Canceled();
        }
        // The last is HttpClient's way to say that its limit was reached.
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            return CommandResults.Failure($"The runner does not answer: {exception.Message}");
        }
    }
}
