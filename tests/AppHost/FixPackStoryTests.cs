using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.State;
using DddAspire.DemoEnvironment.Steps;
using DddAspire.DemoEnvironment.Tools;
using DddAspire.Support;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace DddAspire.AppHostTests;

/// <summary>The whole demo through the AppHost: everything comes up, the story passes, and nothing is left.</summary>
public sealed class FixPackStoryTests
{
    private static readonly TimeSpan UpLimit = TimeSpan.FromMinutes(25);
    private static readonly TimeSpan DownLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan StoryLimit = TimeSpan.FromMinutes(10);
    private static readonly string[] Integrations = ["ddd-api", "ddd-acme", "ddd-bernie", "ddd-chris"];

    [Fact(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    public async Task FixPackStory_ThroughTheAppHost_PassesAndLeavesNothing()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var state = Path.Combine(Projects.AppHost.ProjectPath, "..", "artifacts", "tests", "apphost");
        var layout = new StateLayout(state);
        var engine = EngineMark.Resolve(layout, Environment.GetEnvironmentVariable(ContainerEngine.Variable));
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>([$"--Parameters:state={state}"], cancellationToken);
        await using (var demo = await builder.BuildAsync(cancellationToken))
        {
            await demo.StartAsync(cancellationToken);
            await AllAreHealthyAsync(demo, cancellationToken);

            var told = await TellAsync(demo, cancellationToken).WaitAsync(StoryLimit, cancellationToken);

            told.Success.ShouldBeTrue(told.Message);
            var report = await File.ReadAllTextAsync(Path.Combine(state, "reports", "latest", "report.json"), cancellationToken);
            JsonSerializer.Deserialize<JsonElement>(report).GetProperty("verdict").GetString().ShouldBe("passed");
        }

        // AppHost.cs goes on to its end, which removes everything and the state last, when it is told to stop; nobody else waits for that here.
        await new Wait("our containers and their state to be gone", DownLimit, TimeSpan.FromSeconds(1), $"{engine.Program} ps -a").UntilAsync(
            async token => await OurContainersAsync(engine, token) is { Length: > 0 } left ? left : File.Exists(layout.Engine) ? $"containers are gone, {layout.Engine} is there" : null,
            TimeProvider.System, cancellationToken);
    }

    private static Task AllAreHealthyAsync(DistributedApplication demo, CancellationToken cancellationToken) =>
        Task.WhenAll(Integrations.Append("load").Select(name =>
            demo.ResourceNotifications.WaitForResourceHealthyAsync(name, WaitBehavior.StopOnResourceUnavailable, cancellationToken)))
            .WaitAsync(UpLimit, cancellationToken);

    private static Task<ExecuteCommandResult> TellAsync(DistributedApplication demo, CancellationToken cancellationToken)
    {
        var arguments = new InteractionInputCollection(
        [
            new InteractionInput { Name = "story", InputType = InputType.Choice, Value = "fix-pack" },
            new InteractionInput { Name = "integration", InputType = InputType.Choice, Value = "ddd-acme" },
            new InteractionInput { Name = "rate", InputType = InputType.Number, Value = "50" },
        ]);
        return demo.Services.GetRequiredService<ResourceCommandService>().ExecuteCommandAsync("runner", "tell-story", arguments, cancellationToken);
    }

    private static async Task<string> OurContainersAsync(ContainerEngine engine, CancellationToken cancellationToken) => (await ToolRunner.RunAsync(
        engine.Command("ps", "--all", "--filter", "name=^(ddd-control-plane|ddd-registry|ddd-gitea)$", "--format", "{{.Names}}"), cancellationToken))
        .StandardOutput;
}
