using System.Diagnostics.CodeAnalysis;
using DddAspire.DemoEnvironment.Faults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DddAspire.AppHost.Parts;

/// <summary>Takes a part from the AppHost's start to its running or its end.</summary>
internal static class PartLifecycle
{
    /// <summary>Waits for what it needs, makes it run, and says how that went.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "Nobody awaits a part: what escaped here would leave it starting for ever, unseen.")]
    public static async Task RunAsync(PartResource part, InitializeResourceEvent start, CancellationToken cancellationToken)
    {
        var keeper = start.Services.GetRequiredService<EnvironmentKeeper>();
        using var working = keeper.Work(cancellationToken);
        StepsInLogs.GoTo(start.Logger);
        try
        {
            // Aspire holds this event back until everything that the part waits for is there.
            await start.Eventing.PublishAsync(new BeforeResourceStartedEvent(part, start.Services), working.Token);
            await start.Notifications.PublishUpdateAsync(part, before => before with
            {
                State = KnownResourceStates.Starting,
                StartTimeStamp = keeper.Now,
            });
            await keeper.EnterAsync(working.Token);
            await part.EnsureAsync(working.Token);
            await start.Notifications.PublishUpdateAsync(part, before => part is SetUpResource ? Finished(before, keeper.Now) : Running(before));
            await AfterwardsAsync(part, keeper, start, working.Token);
        }
        catch (OperationCanceledException) when (working.Token.IsCancellationRequested)
        {
            await start.Notifications.PublishUpdateAsync(part, before => before with { State = KnownResourceStates.Exited, StopTimeStamp = keeper.Now });
        }
        catch (Exception exception)
        {
            Tell(exception, start.Logger);
            await start.Notifications.PublishUpdateAsync(part, before => before with
            {
                State = new ResourceStateSnapshot(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error),
                StopTimeStamp = keeper.Now,
            });
        }
    }

    private static void Tell(Exception exception, ILogger logger)
    {
        switch (exception)
        {
            case DemoException expected:
                logger.PartFailed(expected.Message, expected.Advice);
                break;
            case DistributedApplicationException:
                logger.PartFailed(exception.Message, "see the log of what it waited for");
                break;
            default:
                logger.PartBroke(exception);
                break;
        }
    }

    private static async Task AfterwardsAsync(PartResource part, EnvironmentKeeper keeper, InitializeResourceEvent start, CancellationToken cancellationToken)
    {
        if (part is DemoEnvironmentResource)
        {
            keeper.Leave();
        }

        if (part is RunningPartResource running)
        {
            try
            {
                await running.FollowLogAsync(start.Logger.Said, cancellationToken);
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
