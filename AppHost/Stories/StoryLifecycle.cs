using System.Diagnostics.CodeAnalysis;
using Aspire.Hosting.Eventing;
using DddAspire.AppHost.Parts;
using DddAspire.Contracts.Faults;
using DddAspire.Contracts.Runner;
using DddAspire.Contracts.Stories;
using DddAspire.DemoEnvironment.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DddAspire.AppHost.Stories;

/// <summary>Takes the story from its wait to its verdict.</summary>
internal static class StoryLifecycle
{
    private const string Report = "report";

    /// <summary>At the AppHost's start: waits for what the story needs, then tells what the parameter says.</summary>
    public static async Task StartAsync(StoryResource story, InitializeResourceEvent start, CancellationToken cancellationToken)
    {
        if (StorySelection.Parse(await story.Selection.GetValueAsync(cancellationToken) ?? "").IsEmpty || !story.TryBegin())
        {
            return;
        }

        await RunAsync(story, start.Services, start.Logger, cancellationToken);
    }

    /// <summary>Waits for what the story needs and tells it; the story must have been begun.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "Nobody awaits a story: what escaped here would leave it running for ever, unseen.")]
    public static async Task RunAsync(StoryResource story, IServiceProvider services, ILogger logger, CancellationToken cancellationToken)
    {
        var lease = services.GetRequiredService<EnvironmentLease>();
        using var working = lease.Work(cancellationToken);
        ResourceStateSnapshot? end = null;
        try
        {
            // Aspire holds this event back until everything that the story waits for is there.
            await services.GetRequiredService<IDistributedApplicationEventing>().PublishAsync(new BeforeResourceStartedEvent(story, services), working.Token);
            end = await TellAllAsync(story, services, logger, working.Token);
        }
        catch (OperationCanceledException) when (working.Token.IsCancellationRequested)
        {
            end = KnownResourceStates.Exited;
        }
        catch (Exception exception)
        {
            logger.PartFailed(exception.Message, (exception as DemoException)?.Advice ?? "see the log of what it waited for, and the runner's; then tell it again");
            end = new ResourceStateSnapshot(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error);
        }
        finally
        {
            story.End();
            await services.GetRequiredService<ResourceNotificationService>().PublishUpdateAsync(story, before => before with { State = end, StopTimeStamp = lease.Now });
        }
    }

    private static async Task<ResourceStateSnapshot> TellAllAsync(StoryResource story, IServiceProvider services, ILogger logger, CancellationToken cancellationToken)
    {
        var notifications = services.GetRequiredService<ResourceNotificationService>();
        var names = StorySelection.Parse(await story.Selection.GetValueAsync(cancellationToken) ?? "");
        var rate = ParameterValues.ParseRate(await story.Rate.GetValueAsync(cancellationToken) ?? "")
            ?? throw new MachineException($"parameter {story.Rate.Name} is not understood; allowed: {ParameterValues.RateRange}", "set it on the dashboard's tab Parameters, then tell the story again");
        if (names.IsEmpty)
        {
            throw new MachineException($"parameter {story.Selection.Name} is none", "set it on the dashboard's tab Parameters, then tell the story again");
        }

        await notifications.PublishUpdateAsync(story, before => before with
        {
            StartTimeStamp = services.GetRequiredService<EnvironmentLease>().Now,
            StopTimeStamp = null,
            Urls = before.Urls.RemoveAll(url => url.Name?.StartsWith(Report, StringComparison.Ordinal) is true),
        });
        var ends = new List<(StoryName Story, StoryEnd End)>();
        foreach (var name in names)
        {
            var end = await StoryRun.RunAsync(
                services.GetRequiredService<RunnerClient>(), name, new StoryOptions(rate, null, null), logger.Said,
                step => notifications.PublishUpdateAsync(story, before => before with
                {
                    State = new ResourceStateSnapshot(names.Length == 1 ? step : $"{StoryNames.Format(name)}, {step}", KnownResourceStateStyles.Info),
                }),
                cancellationToken);
            ends.Add((name, end));
            await ShowAsync(story, StoryNames.Format(name), end, services);
            foreach (var reason in end.Reasons)
            {
                logger.Said(reason);
            }
        }

        return StateOf(ends);
    }

    private static Task ShowAsync(StoryResource story, string name, StoryEnd end, IServiceProvider services)
    {
        var address = Loopback.Url(services.GetRequiredService<EnvironmentOptions>().Ports.Page, $"/reports/{end.Id}");
        return services.GetRequiredService<ResourceNotificationService>().PublishUpdateAsync(story, before => before with
        {
            Urls = before.Urls.Add(new UrlSnapshot($"{Report}-{name}", address, IsInternal: false) { DisplayProperties = new UrlDisplayPropertiesSnapshot($"Report of {name}", 0) }),
            Properties = [.. before.Properties.Where(property => property.Name != name), new ResourcePropertySnapshot(name, $"{StoryEventText.Word(end.Verdict)}. {string.Join("; ", end.Reasons)}".TrimEnd())],
        });
    }

    /// <summary>The state after the last story.</summary>
    internal static ResourceStateSnapshot StateOf(IReadOnlyList<(StoryName Story, StoryEnd End)> ends)
    {
        var wrong = ends.Where(told => !StorySelection.IsRight(told.Story, told.End, alone: ends.Count == 1)).ToArray();
        return wrong switch
        {
            [] => new(StoryResource.Passed, KnownResourceStateStyles.Success),
            _ when wrong.All(told => told.End.Verdict == StoryOutcome.Inconclusive) => new(StoryResource.Inconclusive, KnownResourceStateStyles.Warn),
            // Also a control that passed: the meter did not catch what it must.
            _ => new(StoryResource.Failed, KnownResourceStateStyles.Error),
        };
    }
}
