using DddAspire.Contracts.Stories;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DddAspire.AppHost.Stories;

/// <summary>Ends the AppHost when the story has its verdict, or when something failed that it needs: nobody is there to try again.</summary>
internal sealed class ExitWithVerdict(
    ResourceNotificationService notifications, ResourceLoggerService logs, IHostApplicationLifetime application, TimeProvider time, ILogger<ExitWithVerdict> logger)
{
    private const int LogLines = 12;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(75);

    /// <summary>
    /// Watches until then. To be begun before Aspire starts the resources: hosted services begin when all of them have started, which
    /// does not happen where one waits for another that failed.
    /// </summary>
    public async Task WatchAsync()
    {
        // Whoever stops it before the verdict must not get a passed job.
        Environment.ExitCode = ExitCodes.EnvironmentBroke;
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(application.ApplicationStopping, limit.Token);
        var shown = "not started";
        try
        {
            await foreach (var seen in notifications.WatchAsync(either.Token))
            {
                if (seen.Resource is StoryResource && seen.Snapshot.State?.Text is { } state && state != shown)
                {
                    shown = state;
                    logger.Said($"story: {state}");
                }

                if (CodeOf(seen.Resource, seen.Snapshot) is { } code)
                {
                    await EndAsync(code, seen, either.Token);
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            if (!application.ApplicationStopping.IsCancellationRequested)
            {
                logger.EndedWithoutVerdict(Limit.TotalMinutes, shown);
                application.StopApplication();
            }
        }
    }

    /// <summary>The exit code that a resource's state means; null when it means none.</summary>
    internal static int? CodeOf(IResource resource, CustomResourceSnapshot snapshot) => (resource, snapshot.State?.Text) switch
    {
        (StoryResource, StoryResource.Passed) => ExitCodes.Done,
        (StoryResource, StoryResource.Failed or StoryResource.Inconclusive) => ExitCodes.VerdictFailed,
        (not ParameterResource, "FailedToStart" or "RuntimeUnhealthy") => ExitCodes.EnvironmentBroke,
        (ProjectResource, "Exited" or "Finished") => ExitCodes.EnvironmentBroke,
        _ => null,
    };

    private async Task EndAsync(int code, ResourceEvent seen, CancellationToken cancellationToken)
    {
        Environment.ExitCode = code;
        if (seen.Resource is StoryResource && code != ExitCodes.EnvironmentBroke)
        {
            foreach (var property in seen.Snapshot.Properties.Where(property => StoryNames.All.Contains(property.Name)))
            {
                logger.Said($"{property.Name}: {property.Value}");
            }
        }
        else
        {
            logger.EndedByResource(seen.Resource.Name, seen.Snapshot.State?.Text ?? "", await EndOfLogAsync(seen.ResourceId, cancellationToken));
        }

        application.StopApplication();
    }

    // A resource's log is in the dashboard only, and nobody is there to look.
    private async Task<string> EndOfLogAsync(string resource, CancellationToken cancellationToken)
    {
        List<string> lines = [];
        await foreach (var batch in logs.GetAllAsync(resource).WithCancellation(cancellationToken))
        {
            lines.AddRange(batch.Select(line => line.Content));
        }

        return string.Join('\n', lines.TakeLast(LogLines));
    }
}
