using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using DddAspire.AppHost.Stories;
using DddAspire.Contracts.Stories;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace DddAspire.AppHostTests;

/// <summary>The story resource of the model, alone, with a runner that tells every story at once.</summary>
public sealed class StoryLifecycleTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private readonly DirectoryInfo state = Directory.CreateTempSubdirectory("ddd-stories-");
    private readonly ConcurrentQueue<string> asked = [];
    private readonly Dictionary<string, (string Verdict, int FailedCalls)> ends = new(StringComparer.Ordinal)
    {
        ["downtime"] = ("failed", 12),
        ["no-change"] = ("failed", 0),
    };

    public void Dispose() => state.Delete(recursive: true);

    [Fact]
    public async Task All_TellsEveryStory_AndPassesWhenTheControlsWereCaught()
    {
        (await EndAsync("all")).ShouldBe("Passed");
        asked.ShouldBe(StoryNames.All);
    }

    [Theory]
    [InlineData("downtime", "passed", 0, "Failed")]
    [InlineData("downtime", "failed", 0, "Failed")]
    [InlineData("no-change", "passed", 0, "Failed")]
    [InlineData("fix-pack", "failed", 3, "Failed")]
    [InlineData("fix-pack", "inconclusive", 0, "Inconclusive")]
    public async Task All_WithOneThatDidNotProveWhatItWasTo_IsNotPassed(string story, string verdict, int failedCalls, string end)
    {
        ends[story] = (verdict, failedCalls);
        (await EndAsync("all")).ShouldBe(end);
        asked.ShouldBe(StoryNames.All);
    }

    [Fact]
    public async Task List_TellsThoseOfIt_InItsOrder()
    {
        (await EndAsync("broken-fix-pack, fix-pack")).ShouldBe("Passed");
        asked.ShouldBe(["broken-fix-pack", "fix-pack"]);
    }

    [Fact]
    public async Task Control_ToldAlone_IsWhatItsVerdictIs() => (await EndAsync("downtime")).ShouldBe("Failed");

    private async Task<string> EndAsync(string stories)
    {
        await using var builder = await ModelAsync(stories);
        await using var application = await builder.BuildAsync(TestContext.Current.CancellationToken);
        await application.StartAsync(TestContext.Current.CancellationToken);
        return await application.ResourceNotifications
            .WaitForResourceAsync("story", [StoryResource.Passed, StoryResource.Failed, StoryResource.Inconclusive, KnownResourceStates.FailedToStart], TestContext.Current.CancellationToken)
            .WaitAsync(Limit, TestContext.Current.CancellationToken);
    }

    // Persistent: what other tests, or a user, have running is not to be removed at the end.
    private async Task<IDistributedApplicationTestingBuilder> ModelAsync(string stories)
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            [$"--Parameters:state={state.FullName}", "--Parameters:lifetime=persistent", $"--Parameters:story={stories}"], TestContext.Current.CancellationToken);
        foreach (var other in builder.Resources.Where(resource => resource is not (ParameterResource or StoryResource)).ToArray())
        {
            builder.Resources.Remove(other);
        }

        var story = builder.Resources.OfType<StoryResource>().Single();
        foreach (var wait in story.Annotations.OfType<WaitAnnotation>().ToArray())
        {
            story.Annotations.Remove(wait);
        }

        builder.Services.AddSingleton(FakeRunner.Client(Answer));
        return builder;
    }

    private HttpResponseMessage Answer(HttpRequestMessage request)
    {
        var path = request.RequestUri!.AbsolutePath;
        if (request.Method == HttpMethod.Post)
        {
            asked.Enqueue(path.Split('/')[^1]);
            return Json("""{"id":"one"}""", "application/json");
        }

        return path == "/stories/current/events"
            ? Json(string.Concat(Events(asked.Last()).Select(happened => $"data: {JsonSerializer.Serialize(happened, ReportJson.Compact)}\n\n")), "text/event-stream")
            : new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
    }

    private StoryEvent[] Events(string name)
    {
        var (verdict, failedCalls) = ends.GetValueOrDefault(name, ("passed", 0));
        var at = DateTimeOffset.UnixEpoch;
        return
        [
            new StoryEvent.Started(at, "one", StoryRequest.Of(StoryNames.Parse(name)!.Value, null, null, null), ["Look"]),
            new StoryEvent.LoadSeen(at, new TimelineSecond(at, 50, failedCalls, 1, ImmutableSortedDictionary<string, long>.Empty)),
            new StoryEvent.Ended(at, Enum.Parse<StoryOutcome>(verdict, ignoreCase: true), [$"{name}: {verdict}"], "report.html"),
        ];
    }

    private static HttpResponseMessage Json(string text, string type) => new(HttpStatusCode.OK) { Content = new StringContent(text, Encoding.UTF8, type) };
}
