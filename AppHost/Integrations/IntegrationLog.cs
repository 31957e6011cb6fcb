using DddAspire.AppHost.Parts;
using DddAspire.Contracts;
using DddAspire.DemoEnvironment.Clusters;
using DddAspire.DemoEnvironment.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace DddAspire.AppHost.Integrations;

/// <summary>Puts what an integration's pods say into its log.</summary>
/// <param name="layout">Where the kubeconfig is.</param>
internal sealed class IntegrationLog(StateLayout layout)
{
    private readonly PodLogs logs = new(layout, TimeProvider.System);

    /// <summary>Waits for what the integration waits for, then follows its pods until the AppHost ends.</summary>
    public async Task FollowAsync(IntegrationResource integration, InitializeResourceEvent start, CancellationToken cancellationToken)
    {
        using var working = start.Services.GetRequiredService<EnvironmentLease>().Work(cancellationToken);
        try
        {
            await start.Eventing.PublishAsync(new BeforeResourceStartedEvent(integration, start.Services), working.Token);
            await logs.FollowAsync(Solution.TestNamespace, integration.Name, start.Logger.Said, working.Token);
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
}
