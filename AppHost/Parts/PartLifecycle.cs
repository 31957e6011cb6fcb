using System.Diagnostics.CodeAnalysis;
using DddAspire.DemoEnvironment;
using DddAspire.Contracts.Faults;
using Microsoft.Extensions.DependencyInjection;

namespace DddAspire.AppHost.Parts;

/// <summary>Takes a part from the AppHost's start to its running or its end.</summary>
internal static class PartLifecycle
{
    /// <summary>Waits for what it needs, makes it run, and says how that went.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "Nobody awaits a part: what escaped here would leave it starting for ever, unseen.")]
    public static async Task RunAsync(PartResource part, InitializeResourceEvent start, CancellationToken cancellationToken)
    {
        var lease = start.Services.GetRequiredService<EnvironmentLease>();
        using var working = lease.Work(cancellationToken);
        StepsInLogs.GoTo(start.Logger, text => ShowAsync(part, start.Notifications, text));
        try
        {
            // Aspire holds this event back until everything that the part waits for is there.
            await start.Eventing.PublishAsync(new BeforeResourceStartedEvent(part, start.Services), working.Token);
            await start.Notifications.PublishUpdateAsync(part, before => before with
            {
                State = new ResourceStateSnapshot(KnownResourceStates.Starting, KnownResourceStateStyles.Info),
                StartTimeStamp = lease.Now,
            });
            if (part is not MachineResource)
            {
                // What holds the door asks the container engine, which may not be there before that one is done.
                await lease.EnterAsync(working.Token);
            }

            var local = start.Services.GetRequiredService<LocalEnvironment>();
            await part.EnsureAsync(local, working.Token);
            await start.Notifications.PublishUpdateAsync(part, before => part is SetUpResource or MachineResource ? Finished(before, lease.Now) : Running(before));
            await AfterwardsAsync(part, lease, local, start, working.Token);
        }
        catch (OperationCanceledException) when (working.Token.IsCancellationRequested)
        {
            await start.Notifications.PublishUpdateAsync(part, before => before with { State = KnownResourceStates.Exited, StopTimeStamp = lease.Now });
        }
        catch (Exception exception)
        {
            Report(exception, start);
            await start.Notifications.PublishUpdateAsync(part, before => before with
            {
                State = new ResourceStateSnapshot(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error),
                StopTimeStamp = lease.Now,
            });
        }
    }

    // In the grid, while it is not there yet: somebody looks at it and wonders what it does.
    private static Task ShowAsync(PartResource part, ResourceNotificationService notifications, string text) =>
        notifications.PublishUpdateAsync(part, before => before.State?.Style == KnownResourceStateStyles.Info
            ? before with { State = new ResourceStateSnapshot(text, KnownResourceStateStyles.Info) }
            : before);

    private static void Report(Exception exception, InitializeResourceEvent start)
    {
        var logger = start.Logger;
        switch (exception)
        {
            case DemoException expected:
                logger.PartFailed(expected.Message, start.Services.GetRequiredService<LocalEnvironment>().Advise(expected.Advice));
                break;
            case DistributedApplicationException:
                logger.PartFailed(exception.Message, "see the log of what it waited for");
                break;
            default:
                logger.PartBroke(exception);
                break;
        }
    }

    private static async Task AfterwardsAsync(
        PartResource part, EnvironmentLease lease, LocalEnvironment local, InitializeResourceEvent start, CancellationToken cancellationToken)
    {
        if (part is DemoEnvironmentResource)
        {
            lease.Leave();
        }

        if (part is RunningPartResource running)
        {
            try
            {
                await running.FollowLogAsync(local, start.Logger.Said, cancellationToken);
            }
            catch (DemoException exception)
            {
                start.Logger.LogLost(exception.Message);
            }
        }
    }

    private static CustomResourceSnapshot Running(CustomResourceSnapshot before) => before with
    {
        State = new ResourceStateSnapshot(KnownResourceStates.Running, KnownResourceStateStyles.Success),
    };

    private static CustomResourceSnapshot Finished(CustomResourceSnapshot before, DateTime now) => before with
    {
        State = new ResourceStateSnapshot(KnownResourceStates.Finished, KnownResourceStateStyles.Success),
        ExitCode = 0,
        StopTimeStamp = now,
    };
}
