using DddAspire.DemoEnvironment.Steps;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.DemoEnvironment;

public sealed class WaitTests
{
    private readonly FakeTimeProvider time = new();
    private readonly Wait wait = new("the moon", TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(1), "look up") { AttemptLimit = TimeSpan.FromSeconds(5) };

    [Fact]
    public async Task Wait_ForWhatComes_GivesIt()
    {
        var attempts = 0;
        var waiting = wait.ForAsync(_ => Task.FromResult(new Observation<string>(++attempts < 3 ? null : "moon", "clouds")), time, TestContext.Current.CancellationToken);

        (await AdvancedAsync(waiting)).ShouldBe("moon");
        attempts.ShouldBe(3);
    }

    [Fact]
    public async Task Wait_ForWhatDoesNotCome_SaysWhatWasSeenAndWhereToLook()
    {
        var waiting = wait.ForAsync(_ => Task.FromResult(new Observation<string>(null, "clouds")), time, TestContext.Current.CancellationToken);

        var failure = await Should.ThrowAsync<WaitTimedOutException>(() => AdvancedAsync(waiting));
        failure.Message.ShouldBe("waited 60 s for the moon; last seen: clouds");
        failure.Advice.ShouldBe("look up");
    }

    [Fact]
    public async Task Attempt_ThatNeverAnswers_IsGivenUpAndMadeAgain()
    {
        var attempts = 0;
        // The first does not even heed its token.
        var waiting = wait.ForAsync(
            async _ => ++attempts == 1 ? await new TaskCompletionSource<Observation<string>>().Task : new Observation<string>("moon", ""), time, TestContext.Current.CancellationToken);

        (await AdvancedAsync(waiting)).ShouldBe("moon");
        attempts.ShouldBe(2);
    }

    [Fact]
    public async Task Attempts_ThatNeverAnswer_EndWithTheWaitsLimit()
    {
        var waiting = wait.ForAsync(
            async token =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
                return new Observation<string>(null, "");
            },
            time,
            TestContext.Current.CancellationToken);

        (await Should.ThrowAsync<WaitTimedOutException>(() => AdvancedAsync(waiting))).Message.ShouldBe("waited 60 s for the moon; last seen: no answer within 5 s");
    }

    [Fact]
    public async Task Wait_ThatIsCancelled_EndsWithTheCancellation()
    {
        using var cancelled = new CancellationTokenSource();
        var waiting = wait.ForAsync(_ => Task.FromResult(new Observation<string>(null, "clouds")), time, cancelled.Token);
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
    }

    private async Task<T> AdvancedAsync<T>(Task<T> waiting)
    {
        for (var second = 0; second < 200 && !waiting.IsCompleted; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
            await Task.WhenAny(waiting, Task.Delay(1, TestContext.Current.CancellationToken));
        }

        return await waiting.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }
}
