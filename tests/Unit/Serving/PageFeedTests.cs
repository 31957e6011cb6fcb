using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net.ServerSentEvents;
using System.Text.Json;
using DddAspire.LoadClient.Control;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Serving;

/// <summary>What pages are told is found out once for all of them.</summary>
public sealed class PageFeedTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SecondPage_IsToldAtOnceWhatTheFirstWasTold()
    {
        await using var runner = await ServedRunner.StartAsync();
        using var closed = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var (first, second) = (new ConcurrentDictionary<string, string>(), new ConcurrentDictionary<string, string>());
        var reading = ReadAsync(runner.Http, first, closed.Token);
        await runner.EventuallyAsync("the first page's status", () => Missing(first));

        var readingToo = ReadAsync(runner.Http, second, closed.Token);
        await runner.EventuallyAsync("the second page's status", () => Missing(second));

        second["status"].ShouldBe(first["status"]);
        await closed.CancelAsync();
        await Task.WhenAll(reading, readingToo);
    }

    [Fact]
    public async Task PageOpenedAgain_AfterAllWereClosed_IsToldAnew()
    {
        await using var runner = await ServedRunner.StartAsync();
        for (var visit = 0; visit < 2; visit++)
        {
            using var closed = CancellationTokenSource.CreateLinkedTokenSource(Token);
            var told = new ConcurrentDictionary<string, string>();
            var reading = ReadAsync(runner.Http, told, closed.Token);
            await runner.EventuallyAsync("the page's status", () => Missing(told));
            await closed.CancelAsync();
            await reading;
        }
    }

    [Fact]
    public async Task Pages_HoweverMany_HaveTheLoadClientAskedByOneStream()
    {
        await using var runner = await ServedRunner.StartAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var load = Task.Run(() => LoadServer.RunAsync(runner.Options.Ports.Load, stop.Token), Token);
        using var closed = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var pages = Enumerable.Range(0, 3).Select(_ => new ConcurrentDictionary<string, string>()).ToArray();
        var reading = Task.WhenAll(pages.Select(page => ReadAsync(runner.Http, page, closed.Token)));
        await runner.EventuallyAsync("all pages' status", async () => (await Task.WhenAll(pages.Select(Missing))).FirstOrDefault(missing => missing is not null));

        pages.Select(page => page["runs"]).Distinct().ShouldHaveSingleItem();
        await closed.CancelAsync();
        await reading;
        await stop.CancelAsync();
        await load;
    }

    [Fact]
    public async Task Second_OfAStreamThatIsOpenedAgain_IsToldOnce()
    {
        await using var runner = await ServedRunner.StartAsync();
        await using var load = await BreakingLoadAsync(runner.Options.Ports.Load);
        using var closed = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var seconds = new ConcurrentQueue<string>();
        var reading = ReadAsync(runner.Http, (name, data) => { if (name == "second") { seconds.Enqueue(data); } }, closed.Token);

        await runner.EventuallyAsync("the second stream's last second", () => Task.FromResult(seconds.Any(second => second.Contains("12:00:03", StringComparison.Ordinal)) ? null : "not yet"));

        seconds.Count.ShouldBe(4);
        await closed.CancelAsync();
        await reading;
    }

    // Each stream begins with what there was, as the load client's does, and breaks off.
    private static async Task<WebApplication> BreakingLoadAsync(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var load = builder.Build();
        var opened = 2;
        load.MapGet("/load/windows", (CancellationToken cancellationToken) => TypedResults.ServerSentEvents(WindowsAsync(Interlocked.Increment(ref opened))));
        await load.StartAsync(Token);
        return load;
    }

    private static async IAsyncEnumerable<string> WindowsAsync(int count)
    {
        for (var number = 0; number < count; number++)
        {
            yield return JsonSerializer.Serialize(
                new LoadWindow("r1", number, new DateTimeOffset(2026, 3, 14, 12, 0, number, TimeSpan.Zero), "start", 50, 50, 50, 50, 0, 0, Quantiles.None, Quantiles.None, Quantiles.None,
                    ImmutableSortedDictionary<FailureKind, long>.Empty, []),
                LoadJson.Default.LoadWindow);
        }

        await Task.Yield();
    }

    private static Task<string?> Missing(ConcurrentDictionary<string, string> told) => Task.FromResult(
        new[] { "status", "failures", "runs", "story" }.FirstOrDefault(name => !told.ContainsKey(name)) is { } missing ? $"{missing} was not told" : null);

    private static Task ReadAsync(HttpClient http, ConcurrentDictionary<string, string> told, CancellationToken closed) =>
        ReadAsync(http, (name, data) => told[name] = data, closed);

    private static async Task ReadAsync(HttpClient http, Action<string, string> take, CancellationToken closed)
    {
        try
        {
            await using var stream = await http.GetStreamAsync("/page/events", closed);
            await foreach (var item in SseParser.Create(stream).EnumerateAsync(closed))
            {
                take(item.EventType, item.Data);
            }
        }
        catch (OperationCanceledException) when (closed.IsCancellationRequested)
        {
        }
    }
}
