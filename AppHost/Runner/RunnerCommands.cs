using DddAspire.AppHost.Commands;
using DddAspire.AppHost.Stories;
using DddAspire.Contracts;
using DddAspire.Contracts.Runner;
using DddAspire.Contracts.Stories;

namespace DddAspire.AppHost.Runner;

/// <summary>The commands of the runner: any story about any integration, and the way back to the beginning.</summary>
internal static class RunnerCommands
{
    private const string Story = "story";
    private const string Integration = "integration";
    private const string Rate = "rate";
    private const string Step = "step";

    /// <summary>Adds them.</summary>
    public static IResourceBuilder<ProjectResource> WithRunnerCommands(this IResourceBuilder<ProjectResource> runner) => runner
        .WithRunnerCommand("tell-story", "Tell a story", RunAsync, new CommandOptions
        {
            Description = "Change an integration by git push under load, and prove that no call failed.",
            IconName = "Play",
            IsHighlighted = true,
            Arguments =
            [
                CommandInputs.Choice(Story, "Story", StoryNames.All, StoryNames.All[0]),
                CommandInputs.Choice(Integration, "Integration", Solution.Integrations, Solution.Acme),
                CommandInputs.Number(Rate, "Calls a second", runner.ApplicationBuilder.DemoSettings.Rate),
                CommandInputs.YesOrNo(Step, "Wait for 'Next step' before each step"),
            ],
            Progress = new CommandProgressOptions { Message = "The story is being told; the runner's log and the page show how far it is. 'Stop the story' ends it." },
        })
        .WithRunnerCommand("next-step", "Next step", NextAsync, new CommandOptions
        {
            Description = "Lets the step begin that waits for the presenter.",
            IconName = "Next",
        })
        .WithRunnerCommand("cancel-story", "Stop the story", CancelAsync, new CommandOptions { IconName = "RecordStop" })
        .WithRunnerCommand("reset", "Reset the repository", ResetAsync, new CommandOptions
        {
            Description = "A commit that puts all integrations back to how the repository began.",
            IconName = "ArrowReset",
            ConfirmationMessage = "Put all integrations back to their first version?",
        });

    private static async Task<string> RunAsync(RunnerClient runner, ExecuteCommandContext context)
    {
        var storyOptions = new StoryOptions(context.Arguments.GetDouble(Rate), Namespace: null, context.Arguments.GetString(Integration))
        {
            Step = bool.TryParse(context.Arguments.GetString(Step), out var step) && step,
        };
        var end = await StoryRun.RunAsync(
            runner, StoryNames.Parse(context.Arguments.Required(Story))!.Value, storyOptions, context.Logger.Said, static _ => Task.CompletedTask, context.CancellationToken);
        var reasons = string.Join("; ", end.Reasons);
        return end.Verdict == StoryOutcome.Passed ? $"Passed. {reasons}".TrimEnd() : throw new RunnerRefusedException($"Verdict: {StoryEventText.Word(end.Verdict)}.", reasons);
    }

    private static async Task<string> NextAsync(RunnerClient runner, ExecuteCommandContext context)
    {
        await runner.NextStepAsync(step: null, context.CancellationToken);
        return "The step begins.";
    }

    private static async Task<string> CancelAsync(RunnerClient runner, ExecuteCommandContext context)
    {
        await runner.CancelStoryAsync(context.CancellationToken);
        return "The story is being stopped; it puts back what it changed.";
    }

    private static async Task<string> ResetAsync(RunnerClient runner, ExecuteCommandContext context) =>
        await PipelineCommands.PushAsync(runner, runner.ResetAsync, context);
}
