using DddAspire.Contracts.Runner;
using DddAspire.Contracts.Status;
using Microsoft.Extensions.Hosting;

namespace DddAspire.AppHost.Integrations;

/// <summary>Keeps the integrations' entries in the dashboard true: what each runs on and how many of its pods take calls.</summary>
internal sealed class IntegrationsFollower(
    DistributedApplicationModel model, RunnerClient runner, ResourceNotificationService notifications, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await foreach (var status in runner.FollowStatusAsync(stoppingToken))
                {
                    await ShowAsync(status);
                }
            }
            catch (RunnerUnreachableException) when (!stoppingToken.IsCancellationRequested)
            {
                // The runner's own entry says that it does not answer; what was last known of the integrations stays.
            }

            await Task.Delay(BetweenTries, time, stoppingToken);
        }
    }

    private async Task ShowAsync(PageStatus status)
    {
        foreach (var integration in model.Resources.OfType<IntegrationResource>())
        {
            integration.Trouble = IntegrationSnapshot.Trouble(integration.Name, status.Integrations);
            await notifications.PublishUpdateAsync(integration, before => IntegrationSnapshot.Show(before, integration.Name, status.Integrations));
        }
    }
}
