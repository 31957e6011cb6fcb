using DddAspire.AppHost.Commands;
using DddAspire.AppHost.Parts;
using DddAspire.Contracts.Runner;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DddAspire.AppHost.Stories;

/// <summary>Adds the story.</summary>
internal static class StoryResourceBuilderExtensions
{
    /// <summary>The story: begins by itself when everything that it waits for is healthy, unless the parameter says none.</summary>
    public static IResourceBuilder<StoryResource> AddStory(this IDistributedApplicationBuilder builder, [ResourceName] string name)
    {
        var story = new StoryResource(name, Parameter(builder, DemoSettings.StoryParameter), Parameter(builder, DemoSettings.RateParameter));
        return builder.AddResource(story)
            .WithInitialState(new CustomResourceSnapshot { ResourceType = "Story", Properties = [], State = KnownResourceStates.NotStarted })
            .WithIconName("BookOpen")
            .WithUrl(Loopback.Url(builder.DemoSettings.Environment.Ports.Page, "/"), "Story page")
            .OnInitializeResource(StoryLifecycle.StartAsync)
            .WithCommand("tell", "Tell it", context => Task.FromResult(Begin(story, context)), new CommandOptions
            {
                Description = "Tells the stories of the parameter 'stories' once more.",
                IconName = "Play",
                IsHighlighted = true,
                UpdateState = _ => story.Busy ? ResourceCommandState.Disabled : ResourceCommandState.Enabled,
            })
            .WithRunnerCommand("cancel", "Stop it", CancelAsync, new CommandOptions
            {
                IconName = "RecordStop",
                UpdateState = _ => story.Busy ? ResourceCommandState.Enabled : ResourceCommandState.Disabled,
            });
    }

    /// <summary>Says that the story is told by a program, or under its load.</summary>
    public static IResourceBuilder<StoryResource> WithReference(this IResourceBuilder<StoryResource> story, IResourceBuilder<ProjectResource> program) =>
        story.WithReferenceRelationship(program);

    private static ParameterResource Parameter(IDistributedApplicationBuilder builder, string name) =>
        builder.Resources.OfType<ParameterResource>().Single(parameter => parameter.Name == DemoSettings.ResourceName(name));

    // Not awaited: it goes on until its verdict or the AppHost's end, for which EnvironmentKeeper waits.
    private static ExecuteCommandResult Begin(StoryResource story, ExecuteCommandContext context)
    {
        if (!story.TryBegin())
        {
            return CommandResults.Failure("It is being told already.");
        }

        _ = StoryLifecycle.RunAsync(
            story, context.Services, context.Services.GetRequiredService<ResourceLoggerService>().GetLogger(story),
            context.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        return CommandResults.Success();
    }

    private static async Task<string> CancelAsync(RunnerClient runner, ExecuteCommandContext context)
    {
        await runner.CancelStoryAsync(context.CancellationToken);
        return "The story is being stopped; it puts back what it changed.";
    }
}
