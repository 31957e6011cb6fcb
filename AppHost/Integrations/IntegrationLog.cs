using DddAspire.AppHost.Parts;
using DddAspire.DemoEnvironment.Clusters;
using DddAspire.DemoEnvironment.Faults;
using DddAspire.DemoEnvironment.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace DddAspire.AppHost.Integrations;

/// <summary>Puts what an integration's pods say into its log.</summary>
/// <param name="layout">Where the kubeconfig is.</param>
internal sealed class IntegrationLog(StateLayout layout)
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(2);
    private readonly PodLogs logs = new(layout);

    /// <summary>Waits for what the integration waits for, then follows its pods until the AppHost ends.</summary>
    public async Task FollowAsync(IntegrationResource integration, InitializeResourceEvent start, CancellationToken cancellationToken)
    {
        using var working = start.Services.GetRequiredService<EnvironmentKeeper>().Work(cancellationToken);
        try
        {
            await start.Eventing.PublishAsync(new BeforeResourceStartedEvent(integration, start.Services), working.Token);
            await FollowPodsAsync(integration, start, working.Token);
        }
        catch (DistributedApplicationException exception)
        {
            start.Logger.PartFailed(exception.Message, "see the log of what it waited for");
            await start.Notifications.PublishUpdateAsync(integration, before => before with { State = KnownResourceStates.FailedToStart });
        }
        catch (OperationCanceledException) when (working.Token.IsCancellationRequested)
        {
            await start.Notifications.PublishUpdateAsync(integration, before => before with { State = KnownResourceStates.Exited });
        }
    }

    // kubectl follows the pods that are there when it starts, so after each rollout it ends and is started again.
    private async Task FollowPodsAsync(IntegrationResource integration, InitializeResourceEvent start, CancellationToken cancellationToken)
    {
        var time = start.Services.GetRequiredService<TimeProvider>();
        while (true)
        {
            try
            {
                await logs.FollowAsync(IntegrationResource.LiveNamespace, integration.Name, start.Logger.Said, cancellationToken);
            }
            catch (DemoException)
            {
                // No pod yet, or the API server is away: both show in the integration's state.
            }

            await Task.Delay(BetweenTries, time, cancellationToken);
        }
    }
}
