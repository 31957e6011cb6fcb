using Aspire.Hosting.Eventing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DddAspire.AppHost.Parts;

/// <summary>The command that lets a part that could not start try again, when what stood in its way is gone. Whoever waits for it goes on then.</summary>
internal static class PartRetry
{
    /// <summary>Adds it.</summary>
    public static IResourceBuilder<T> WithRetry<T>(this IResourceBuilder<T> part)
        where T : PartResource => part.WithCommand("try-again", "Try again", context => Start(part.Resource, context), new CommandOptions
        {
            Description = "Starts it once more, when what its log names has been put right.",
            IconName = "ArrowClockwise",
            IsHighlighted = true,
            UpdateState = context => context.ResourceSnapshot.State?.Text == KnownResourceStates.FailedToStart
                ? ResourceCommandState.Enabled
                : ResourceCommandState.Hidden,
        });

    // Not awaited: a part works until the AppHost ends, and EnvironmentKeeper waits for it then.
    private static Task<ExecuteCommandResult> Start(PartResource part, ExecuteCommandContext context)
    {
        var services = context.Services;
        var start = new InitializeResourceEvent(
            part, services.GetRequiredService<IDistributedApplicationEventing>(), services.GetRequiredService<ResourceLoggerService>(),
            services.GetRequiredService<ResourceNotificationService>(), services);
        _ = PartLifecycle.RunAsync(part, start, services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        return Task.FromResult(CommandResults.Success());
    }
}
