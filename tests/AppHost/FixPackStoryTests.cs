using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using DddAspire.Support;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace DddAspire.AppHostTests;

/// <summary>The whole demo through the AppHost: everything comes up, the story passes, and nothing is left.</summary>
[Collection(EnvironmentCollection.Name)]
public sealed class FixPackStoryTests : IAsyncLifetime
{
    // A machine that is busy with other work can't measure and says so; it is asked again, and no more often than this.
    private const int Tries = 3;
    private static readonly TimeSpan UpLimit = TimeSpan.FromMinutes(25);
    private static readonly TimeSpan StoryLimit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LogLimit = TimeSpan.FromSeconds(5);
    private static readonly string[] Ends = ["Passed", "Failed", "Inconclusive", "FailedToStart", "Exited"];
    private static readonly string[] Integrations = ["ddd-api", "ddd-acme", "ddd-bernie", "ddd-chris"];

    private readonly DateTimeOffset begun = TimeProvider.System.GetUtcNow();

    public ValueTask InitializeAsync() => OwnEnvironment.CleanAsync();

    public ValueTask DisposeAsync() => OwnEnvironment.CleanAsync();

    [Fact(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    public async Task FixPackStory_ThroughTheAppHost_PassesAndLeavesNothing()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>([$"--Parameters:state={OwnEnvironment.StateDirectory}"], cancellationToken);
        await using (var demo = await builder.BuildAsync(cancellationToken))
        {
            await demo.StartAsync(cancellationToken);
            await AllAreHealthyAsync(demo, cancellationToken);

            var ended = await EndedAsync(demo, after: null, cancellationToken);
            for (var told = 1; told < Tries && ended.Snapshot.State?.Text == "Inconclusive"; told++)
            {
                await demo.Services.GetRequiredService<ResourceCommandService>().ExecuteCommandAsync("story", "tell", cancellationToken);
                ended = await EndedAsync(demo, ended.Snapshot.StopTimeStamp, cancellationToken);
            }

            if (ended.Snapshot.State?.Text != "Passed" || await ReportAsync(cancellationToken) is not { } report || report.GetProperty("verdict").GetString() != "passed")
            {
                Assert.Fail(await ReasonAsync(demo, ["story"], cancellationToken));
            }

            // What the pods of the new version said, though the log was followed before there were any.
            (await LogAsync(demo, "ddd-acme")).ShouldContain(
                line => line.Contains("[pod/ddd-acme-", StringComparison.Ordinal) && line.Contains("12.0.12.0-r1 starts", StringComparison.Ordinal));
        }

        // AppHost.cs goes on to its end, which removes everything and the state last, when it is told to stop; nobody else waits for that here.
        await OwnEnvironment.RemovedAsync(cancellationToken);
    }

    private async Task AllAreHealthyAsync(DistributedApplication demo, CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(Integrations.Append("load").Select(name =>
                demo.ResourceNotifications.WaitForResourceHealthyAsync(name, WaitBehavior.StopOnResourceUnavailable, cancellationToken)))
                .WaitAsync(UpLimit, cancellationToken);
        }
        catch (Exception exception) when (exception is DistributedApplicationException or TimeoutException)
        {
            var names = demo.Services.GetRequiredService<DistributedApplicationModel>().Resources.Where(resource => resource is not ParameterResource).Select(resource => resource.Name);
            Assert.Fail($"{exception.Message}\n{await ReasonAsync(demo, names, cancellationToken)}");
        }
    }

    private static Task<ResourceEvent> EndedAsync(DistributedApplication demo, DateTime? after, CancellationToken cancellationToken) =>
        demo.ResourceNotifications.WaitForResourceAsync(
            "story", seen => seen.Snapshot.StopTimeStamp is { } stopped && stopped != after && Ends.Contains(seen.Snapshot.State?.Text), cancellationToken)
            .WaitAsync(StoryLimit, cancellationToken);

    // What whoever reads the failure asks next: the report's verdict with its reasons and figures, and where each part stands with the end of its log.
    private async Task<string> ReasonAsync(DistributedApplication demo, IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        if (await ReportAsync(cancellationToken) is { } report)
        {
            lines.AddRange(new[] { "verdict", "reasons", "load", "audit" }.Select(field => $"report {field}: {report.GetProperty(field)}"));
        }

        foreach (var name in names)
        {
            var state = demo.ResourceNotifications.TryGetCurrentState(name, out var now) ? now.Snapshot.State?.Text : "unknown";
            lines.Add($"{name} is {state}, {(now?.Snapshot.HealthStatus is { } health ? health.ToString() : "without a health check")}");
            lines.AddRange((await LogAsync(demo, name)).TakeLast(15).Select(line => $"    {line}"));
        }

        return string.Join('\n', lines);
    }

    // Those of earlier tests stay in the folder.
    private async Task<JsonElement?> ReportAsync(CancellationToken cancellationToken)
    {
        var path = Path.Combine(OwnEnvironment.Layout.Reports, "latest", "report.json");
        return File.GetLastWriteTimeUtc(path) > begun.UtcDateTime ? JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(path, cancellationToken)) : null;
    }

    private static async Task<List<string>> LogAsync(DistributedApplication demo, string name)
    {
        var lines = new List<string>();
        using var limit = new CancellationTokenSource(LogLimit);
        try
        {
            await foreach (var batch in demo.Services.GetRequiredService<ResourceLoggerService>().GetAllAsync(name).WithCancellation(limit.Token))
            {
                lines.AddRange(batch.Select(line => line.Content));
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            // What had come until then is all that there is to tell.
        }

        return lines;
    }
}
