using DddAspire.DemoEnvironment.Images;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Images;

public sealed class SharedFetchesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Image_AskedForTwiceAtTheSameTime_IsFetchedOnce()
    {
        var calls = 0;
        var gate = new TaskCompletionSource();
        var fetches = new SharedFetches(async (name, _) =>
        {
            Interlocked.Increment(ref calls);
            await gate.Task;
            return Image(name);
        });
        var first = fetches.GetAsync(ImageName.Nats, Stop);
        var second = fetches.GetAsync(ImageName.Nats, Stop);
        gate.SetResult();
        (await first).ShouldBeSameAs(await second);
        (await fetches.GetAsync(ImageName.Nats, Stop)).ShouldBeSameAs(await first);
        calls.ShouldBe(1);
        fetches.Succeeded.ShouldBe([await first]);
    }

    [Fact]
    public async Task Image_ThatFailed_IsFetchedAgainForWhoAsksNext()
    {
        var connected = false;
        var fetches = new SharedFetches((name, _) => connected
            ? Task.FromResult(Image(name))
            : Task.FromException<SuppliedImage>(new ImageMissingException(name, "no such host", "docker pull x")));
        await Should.ThrowAsync<ImageMissingException>(() => fetches.GetAsync(ImageName.Nats, Stop));
        fetches.Succeeded.ShouldBeEmpty();
        connected = true;
        (await fetches.GetAsync(ImageName.Nats, Stop)).Name.ShouldBe(ImageName.Nats);
    }

    [Fact]
    public async Task Fetch_WhoseFirstAskerLeaves_GoesOnForTheOther()
    {
        var gate = new TaskCompletionSource();
        using var leaving = new CancellationTokenSource();
        var fetches = new SharedFetches(async (name, token) =>
        {
            await gate.Task.WaitAsync(token);
            return Image(name);
        });
        var leaves = fetches.GetAsync(ImageName.Nats, leaving.Token);
        var stays = fetches.GetAsync(ImageName.Nats, Stop);
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(leaves);
        gate.SetResult();
        (await stays).Name.ShouldBe(ImageName.Nats);
    }

    [Fact]
    public async Task Fetch_NobodyWaitsForAnyMore_IsStoppedAndTidiedUpBeforeItIsTold()
    {
        var tidiedUp = 0;
        using var leaving = new CancellationTokenSource();
        var fetches = new SharedFetches(async (name, token) =>
        {
            await Task.Delay(Timeout.Infinite, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.Yield();
            Interlocked.Increment(ref tidiedUp);
            token.ThrowIfCancellationRequested();
            return Image(name);
        });
        var first = fetches.GetAsync(ImageName.Nats, leaving.Token);
        var second = fetches.GetAsync(ImageName.Nats, leaving.Token);
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => Task.WhenAll(first, second));
        tidiedUp.ShouldBe(1);
    }

    private static SuppliedImage Image(ImageName name) => new(name, $"ddd-{name.Text()}:1", ImageOrigin.Made);
}
