using DddAspire.AppHost.Commands;
using DddAspire.Contracts;
using DddAspire.Contracts.Runner;

namespace DddAspire.AppHost.Integrations;

/// <summary>The commands of an integration: another fix pack, the broken one, back again, another bar.</summary>
internal static class IntegrationCommands
{
    private const string FixPack = "fix-pack";
    private const string Bar = "bar";

    /// <summary>Adds them.</summary>
    public static IResourceBuilder<IntegrationResource> WithIntegrationCommands(this IResourceBuilder<IntegrationResource> integration)
    {
        var name = integration.Resource.Name;
        return integration
            .WithRunnerCommand("upgrade", "Change the fix pack", (runner, context) =>
                MoveAsync(runner, context, name, context.Arguments.Required(FixPack)), new CommandOptions
            {
                Description = "Writes another base image into the Dockerfile, commits and pushes.",
                IconName = "ArrowSwap",
                IsHighlighted = true,
                Arguments = [CommandInputs.Choice(FixPack, "Fix pack", [Solution.StartFixPack, Solution.NextFixPack], Solution.NextFixPack)],
                UpdateState = WhenDeployed,
                Progress = Pushing,
            })
            .WithRunnerCommand("roll-back", "Back to the first fix pack", (runner, context) =>
                MoveAsync(runner, context, name, Solution.StartFixPack), new CommandOptions { IconName = "ArrowUndo", UpdateState = WhenDeployed, Progress = Pushing })
            .WithRunnerCommand("break", "Try the broken fix pack", (runner, context) =>
                MoveAsync(runner, context, name, Solution.BrokenFixPack), new CommandOptions
            {
                Description = "The new pods never become ready: the old ones serve on and the pipeline goes back by itself.",
                IconName = "PlugDisconnected",
                ConfirmationMessage = $"Push fix pack {Solution.BrokenFixPack}, which never becomes ready?",
                UpdateState = WhenDeployed,
                Progress = Pushing,
            })
            .WithRunnerCommand("change-bar", "Change the application", (runner, context) =>
                PipelineCommands.PushAsync(runner, token => runner.ChangeBarAsync(name, context.Arguments.Required(Bar), token), context), new CommandOptions
            {
                IconName = "DocumentSync",
                Arguments = [CommandInputs.Choice(Bar, "Bar", integration.Resource.Bars, integration.Resource.Bars[^1])],
                UpdateState = WhenDeployed,
                Progress = Pushing,
            });
    }

    private static CommandProgressOptions Pushing => new() { Message = "Pushed; the pipeline builds, deploys and checks." };

    // Also when no pod takes calls, which is when somebody wants to go back.
    private static ResourceCommandState WhenDeployed(UpdateCommandStateContext context) =>
        context.ResourceSnapshot.State?.Text is { } state && (state == KnownResourceStates.Running || state == KnownResourceStates.Starting)
            ? ResourceCommandState.Enabled
            : ResourceCommandState.Disabled;

    private static Task<string> MoveAsync(RunnerClient runner, ExecuteCommandContext context, string integration, string fixPack) =>
        PipelineCommands.PushAsync(runner, token => runner.ChangeBaseImageAsync(integration, fixPack, token), context);
}
