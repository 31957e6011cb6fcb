using Aspire.Hosting.Eventing;
using DddAspire.DemoEnvironment;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DddAspire.AppHost.Parts;

/// <summary>
/// The command that lets the parts that could not start try again, when what stood in their way is gone. Whoever waits for them goes on then;
/// a part that had stopped waiting, as all do that wait for the end of one that fails, begins anew.
/// </summary>
internal static class PartRetry
{
    /// <summary>Adds it.</summary>
    public static IResourceBuilder<T> WithRetry<T>(this IResourceBuilder<T> part)
        where T : PartResource => part.WithCommand("try-again", "Try again", context => StartAsync(part.Resource, context), new CommandOptions
        {
            Description = "Starts it once more, when what its log names has been put right.",
            IconName = "ArrowClockwise",
            IsHighlighted = true,
            UpdateState = context => HasFailed(context.ResourceSnapshot) ? ResourceCommandState.Enabled : ResourceCommandState.Hidden,
        });

    private static async Task<ExecuteCommandResult> StartAsync(PartResource part, ExecuteCommandContext context)
    {
        var services = context.Services;
        var notifications = services.GetRequiredService<ResourceNotificationService>();
        var failed = Failed(part, services.GetRequiredService<DistributedApplicationModel>(), notifications);
        services.GetRequiredService<LocalEnvironment>().TryAgain();
        // All of them before any begins: one that found another still failed would stop waiting again.
        foreach (var each in failed)
        {
            await notifications.PublishUpdateAsync(each, before => before with { State = KnownResourceStates.NotStarted, StartTimeStamp = null, StopTimeStamp = null });
        }

        foreach (var each in failed)
        {
            Start(each, services);
        }

        return failed.Count > 0 ? CommandResults.Success() : CommandResults.Failure($"{part.Name} has not failed.");
    }

    // What stood in the way of one, such as a taken port or a missing network, mostly stood in the way of others; what fails for a reason of
    // its own fails again.
    private static List<PartResource> Failed(PartResource part, DistributedApplicationModel model, ResourceNotificationService notifications) =>
        HasFailed(part, notifications) ? [.. model.Resources.OfType<PartResource>().Where(each => HasFailed(each, notifications))] : [];

    // Not awaited: a part works until the AppHost ends, and EnvironmentKeeper waits for it then.
    private static void Start(PartResource part, IServiceProvider services)
    {
        var start = new InitializeResourceEvent(
            part, services.GetRequiredService<IDistributedApplicationEventing>(), services.GetRequiredService<ResourceLoggerService>(),
            services.GetRequiredService<ResourceNotificationService>(), services);
        _ = PartLifecycle.RunAsync(part, start, services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
    }

    private static bool HasFailed(PartResource part, ResourceNotificationService notifications) =>
        notifications.TryGetCurrentState(part.Name, out var now) && HasFailed(now.Snapshot);

    private static bool HasFailed(CustomResourceSnapshot part) => part.State?.Text == KnownResourceStates.FailedToStart;
}
