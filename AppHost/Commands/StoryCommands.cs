using System.Text.Json;
using DddAspire.AppHost.Integrations;
using DddAspire.AppHost.Runner;

namespace DddAspire.AppHost.Commands;

/// <summary>The commands that tell stories.</summary>
internal static class StoryCommands
{
    private const string Story = "story";
    private const string Integration = "integration";
    private const string Rate = "rate";

    /// <summary>Adds them.</summary>
    public static IResourceBuilder<ProjectResource> WithStoryCommands(this IResourceBuilder<ProjectResource> runner, DemoSettings settings) => runner
        .WithRunnerCommand("tell-story", "Tell a story", TellAsync, new CommandOptions
        {
            Description = "Change an integration by git push under load, and prove that no call failed.",
            IconName = "Play",
            IsHighlighted = true,
            Arguments =
            [
                CommandInputs.Choice(Story, "Story", StoryNames.All, StoryNames.All[0]),
                CommandInputs.Choice(Integration, "Integration", IntegrationNames.All, IntegrationNames.Usual),
                CommandInputs.Number(Rate, "Calls a second", settings.Rate),
            ],
            Progress = new CommandProgressOptions { Message = "The story is being told; the runner's log and the page show how far it is. 'Stop the story' ends it." },
        })
        .WithRunnerCommand("cancel-story", "Stop the story", CancelAsync, new CommandOptions { IconName = "RecordStop" })
        .WithRunnerCommand("reset", "Reset the repository", ResetAsync, new CommandOptions
        {
            Description = "A commit that puts all integrations back to how the repository began.",
            IconName = "ArrowReset",
            ConfirmationMessage = "Put all integrations back to their first version?",
        });

    private static async Task<string> TellAsync(RunnerClient runner, ExecuteCommandContext context)
    {
        var order = new StoryOrder(context.Arguments.GetDouble(Rate), context.Arguments.GetString(Integration));
        await runner.TellStoryAsync(context.Arguments.Required(Story), order, context.CancellationToken);
        var ended = await FollowAsync(runner, context);
        var verdict = StoryEventText.Verdict(ended);
        var reasons = string.Join("; ", StoryEventText.Reasons(ended));
        return verdict == "passed" ? $"Passed. {reasons}".TrimEnd() : throw new RunnerRefusedException($"Verdict: {verdict}.", reasons);
    }

    private static async Task<JsonElement> FollowAsync(RunnerClient runner, ExecuteCommandContext context)
    {
        IReadOnlyList<string> titles = [];
        await foreach (var happened in runner.FollowStoryAsync(context.CancellationToken))
        {
            var type = StoryEventText.TypeOf(happened);
            titles = type == "started" ? StoryEventText.Titles(happened) : titles;
            if (StoryEventText.Line(happened, titles) is { } line)
            {
                context.Logger.Said(line);
            }

            if (type == "ended")
            {
                return happened;
            }
        }

        throw new RunnerRefusedException("The runner stopped telling the story.", "See the runner's log.");
    }

    private static async Task<string> CancelAsync(RunnerClient runner, ExecuteCommandContext context)
    {
        await runner.CancelStoryAsync(context.CancellationToken);
        return "The story is being stopped; it puts back what it changed.";
    }

    private static async Task<string> ResetAsync(RunnerClient runner, ExecuteCommandContext context) =>
        await PipelineCommands.PushAsync(runner, "reset", new { }, context);
}
