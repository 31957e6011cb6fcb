using System.Collections.Immutable;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using DddAspire.DemoRunner.Runs;
using DddAspire.DemoRunner.Stories;

namespace DddAspire.DemoRunner.Page;

/// <summary>
/// Everything that open pages are told: found out once for all of them, however many there are, and only while there is one. When a part of it
/// fails, all streams end: a page asks again by itself, and none goes on showing what was as what is.
/// </summary>
internal sealed class PageFeed(PageReader reader, RunCatalog runs, LoadControlClient load, TimeProvider time, ILogger<PageFeed> logger) : IDisposable
{
    private const int SecondsKept = 3600;
    private const int MostWaiting = 2 * SecondsKept;
    private static readonly TimeSpan StatusInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);

    private readonly Lock gate = new();
    private readonly Dictionary<string, SseItem<string>> latest = [];
    private readonly Queue<LoadWindow> seconds = [];
    private readonly HashSet<(string Run, long Number)> known = [];
    private ImmutableList<Channel<SseItem<string>>> pages = [];
    private CancellationTokenSource? working;
    private string focus = "";

    /// <summary>Events until the page is closed: status, pods, failures, runs, commit, story, script, focus, second. What was told before comes first.</summary>
    public async IAsyncEnumerable<SseItem<string>> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var page = Channel.CreateBounded<SseItem<string>>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
        Join(page);
        try
        {
            await foreach (var item in page.Reader.ReadAllAsync(cancellationToken))
            {
                yield return item;
            }
        }
        finally
        {
            Leave(page);
        }
    }

    public void Dispose() => working?.Dispose();

    private void Join(Channel<SseItem<string>> page)
    {
        lock (gate)
        {
            foreach (var item in latest.Values.Concat(reader.TimelineBefore().Select(Second)).Concat(seconds.Select(Second)))
            {
                page.Writer.TryWrite(item);
            }

            pages = pages.Add(page);
            if (working is null)
            {
                working = new CancellationTokenSource();
                _ = WorkAsync(working);
            }
        }
    }

    private void Leave(Channel<SseItem<string>> page)
    {
        lock (gate)
        {
            pages = pages.Remove(page);
            if (pages.IsEmpty)
            {
                End();
            }
        }
    }

    // To be called with the gate held: what the next page is told is found out anew.
    private void End()
    {
        pages.ForEach(page => page.Writer.TryComplete());
        pages = [];
        latest.Clear();
        seconds.Clear();
        known.Clear();
        focus = "";
        working?.Cancel();
        working = null;
    }

    private async Task WorkAsync(CancellationTokenSource own)
    {
        using var ended = own;
        Task[] writers = [StatusAsync(own.Token), PodsAsync(own.Token), RunsAsync(own.Token), StoryAsync(own.Token), SecondsAsync(own.Token)];
        var first = await Task.WhenAny(writers);
        lock (gate)
        {
            if (ReferenceEquals(working, own))
            {
                logger.PageFeedBroke(first.Exception);
                End();
            }
        }

        await Task.WhenAll(writers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task StatusAsync(CancellationToken cancellationToken)
    {
        for (long failed = -1; ;)
        {
            var status = await reader.StatusAsync(cancellationToken);
            Publish("status", status);
            if (status.Load.Failed != failed)
            {
                failed = status.Load.Failed;
                Publish("failures", failed == 0 ? [] : await FailuresAsync(cancellationToken));
            }

            await Task.Delay(StatusInterval, time, cancellationToken);
        }
    }

    // The status comes every two seconds; what a rollout does to the pods is too quick for that. Looking costs next to nothing: they are watched anyway.
    private async Task PodsAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Publish("pods", reader.Pods());
            await Task.Delay(PollInterval, time, cancellationToken);
        }
    }

    private async Task RunsAsync(CancellationToken cancellationToken)
    {
        var shown = "";
        await foreach (var newest in Newest(cancellationToken))
        {
            Publish("runs", reader.Runs());
            // Until the run has fetched it there is nothing to show yet.
            if (newest is not null && newest.Commit != shown && await reader.CommitAsync(newest, cancellationToken) is { } commit)
            {
                shown = newest.Commit;
                Publish("commit", commit);
            }
        }
    }

    // The newest run at each change of any, beginning with what is there.
    private async IAsyncEnumerable<RunView?> Newest([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return runs.List() is [.., var newest] ? newest : null;
        await foreach (var _ in runs.WatchAsync(cancellationToken))
        {
            yield return runs.List() is [.., var now] ? now : null;
        }
    }

    // Looking at the story costs next to nothing: it is written out only when it is another one than the last time.
    private async Task StoryAsync(CancellationToken cancellationToken)
    {
        PublishStory();
        for (var told = reader.Story(); ; await Task.Delay(PollInterval, time, cancellationToken))
        {
            var story = reader.Story();
            if (story != told)
            {
                told = story;
                PublishStory();
            }
        }
    }

    private void PublishStory()
    {
        Publish("script", reader.Script());
        Publish("story", reader.Story());
    }

    private async Task SecondsAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await foreach (var window in load.WindowsAsync(cancellationToken))
                {
                    Publish(window);
                }
            }
            catch (Exception exception) when (exception is LoadClientException or IOException or HttpRequestException)
            {
                // The load client is not up, or went away: it is asked again as long as there is a page.
            }

            await Task.Delay(StatusInterval, time, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<FailureSeen>> FailuresAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await load.ReportAsync(cancellationToken)).ToFacts().Figures.Failures;
        }
        catch (LoadClientException)
        {
            return [];
        }
    }

    private void Publish<T>(string name, T value)
    {
        var item = new SseItem<string>(JsonSerializer.Serialize(value, ReportJson.Compact), name);
        lock (gate)
        {
            if (!latest.TryGetValue(name, out var told) || told.Data != item.Data)
            {
                latest[name] = item;
                Send(item);
            }
        }
    }

    private void Publish(LoadWindow window)
    {
        if (focus != reader.Focus)
        {
            Refocus(reader.Focus);
        }

        lock (gate)
        {
            // A stream that is opened again begins with the last hour.
            if (!known.Add((window.Run, window.Number)))
            {
                return;
            }

            seconds.Enqueue(window);
            if (seconds.Count > SecondsKept)
            {
                var oldest = seconds.Dequeue();
                known.Remove((oldest.Run, oldest.Number));
            }

            Send(Second(window));
        }
    }

    // The chart is coloured by another integration's versions: the past too.
    private void Refocus(string integration)
    {
        focus = integration;
        Publish("focus", focus);
        lock (gate)
        {
            foreach (var window in seconds)
            {
                Send(Second(window));
            }
        }
    }

    // A page that does not keep up loses its stream, not the others theirs.
    private void Send(SseItem<string> item)
    {
        foreach (var page in pages.Where(page => !page.Writer.TryWrite(item)))
        {
            page.Writer.TryComplete();
        }
    }

    private SseItem<string> Second(LoadWindow window) => Second(window.ToSecond(focus));

    private static SseItem<string> Second(TimelineSecond second) => new(JsonSerializer.Serialize(second, ReportJson.Compact), "second");
}
