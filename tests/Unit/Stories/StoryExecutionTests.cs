using System.Collections.Immutable;
using DddAspire.DemoEnvironment.Steps;
using DddAspire.DemoRunner.Stories;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;
using StepScope = DddAspire.DemoRunner.Stories.StepScope;

namespace DddAspire.Unit.Stories;

/// <summary>A story that something breaks into leaves git as it found it, and loses nothing of what was measured.</summary>
public sealed class StoryExecutionTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Change_WhoseMarkCouldNotBeNoted_OrThatWasStoppedJustThen_IsTakenBack(bool isStopped)
    {
        await using var demo = await FakeDemo.StartAsync();
        using var clone = await demo.CloneAsync();
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var start = await demo.HeadAsync();
        var pushed = start;
        demo.OnMark = async name =>
        {
            switch (name)
            {
                case Callers.ChangePushed:
                    pushed = await demo.HeadAsync();
                    await demo.FailRunOfHeadAsync();
                    await (isStopped ? stopped.CancelAsync() : Task.CompletedTask);
                    return StatusCodes.Status503ServiceUnavailable;
                case Callers.WayBackPushed:
                    // What comes then is another test's.
                    await closing.CancelAsync();
                    break;
            }

            return StatusCodes.Status204NoContent;
        };
        var steps = new StepScope(demo.Journal, new StepGate(demo.Journal, TimeProvider.System, stopped), TimeProvider.System, NullLogger.Instance);

        var facts = await new StoryExecution(demo.Tools, demo.Journal, demo.Environment, clone, steps).RunAsync(stopped.Token, closing.Token);

        facts.StepFailures[0].Reason.ShouldStartWith("Step 3 ", Case.Sensitive, string.Join('\n', demo.Journal.Events));
        pushed.ShouldBe((start.Dockerfile.Replace("12.0.11.0", "12.0.12.0", StringComparison.Ordinal), 2));
        (await demo.HeadAsync()).ShouldBe((start.Dockerfile, 3));
    }

    [Fact]
    public async Task Windows_OfAStreamThatBreaks_AreFollowedOn_EachOnce()
    {
        await using var demo = await FakeDemo.StartAsync();
        var now = TimeProvider.System.GetUtcNow();
        demo.Journal.Append(new StoryEvent.Marked(now, Callers.LoadStarted));
        demo.Windows.Enqueue([Window("earlier", 7, now.AddMinutes(-1)), Window("r1", 0, now), Window("r1", 1, now.AddSeconds(1))]);
        demo.Windows.Enqueue([Window("r1", 0, now), Window("r1", 1, now.AddSeconds(1)), Window("r1", 2, now.AddSeconds(2))]);

        await using (new Followers(demo.Journal, demo.Tools, NullLogger.Instance))
        {
            await new Wait("the third second", TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(50), "").UntilAsync(
                _ => Task.FromResult(demo.Journal.Progress.Timeline.Length >= 3 ? null : $"{demo.Journal.Progress.Timeline.Length} seconds"), TimeProvider.System, Stop);
        }

        demo.Journal.Progress.Timeline.Select(second => second.At).ShouldBe([now, now.AddSeconds(1), now.AddSeconds(2)]);
    }

    private static LoadWindow Window(string run, long number, DateTimeOffset start) => new(
        run, number, start, "start", 50, 50, 50, 50, 0, 0, Quantiles.None, Quantiles.None, Quantiles.None, ImmutableSortedDictionary<FailureKind, long>.Empty, []);
}
