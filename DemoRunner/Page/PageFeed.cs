using System.Net.ServerSentEvents;
using System.Text.Json;
using System.Threading.Channels;
using DddAspire.DemoRunner.Load;
using DddAspire.DemoRunner.Reports;
using DddAspire.DemoRunner.Runs;

namespace DddAspire.DemoRunner.Page;

/// <summary>Everything that an open page is told, in one stream of server-sent events.</summary>
internal sealed class PageFeed(PageReader reader, RunCatalog runs, LoadControl load, TimeProvider time)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenStoryLooks = TimeSpan.FromMilliseconds(250);

    /// <summary>Events until the page is closed: status, runs, story, second, failures.</summary>
    public IAsyncEnumerable<SseItem<string>> FollowAsync(CancellationToken cancellationToken)
    {
        var channel = Channel.CreateBounded<SseItem<string>>(256);
        var writers = Task.WhenAll(
            StatusAsync(channel.Writer, cancellationToken),
            RunsAsync(channel.Writer, cancellationToken),
            StoryAsync(channel.Writer, cancellationToken),
            SecondsAsync(channel.Writer, cancellationToken));
        _ = writers.ContinueWith(done => channel.Writer.TryComplete(done.Exception), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return channel.Reader.ReadAllAsync(cancellationToken);
    }

    private async Task StatusAsync(ChannelWriter<SseItem<string>> page, CancellationToken cancellationToken)
    {
        while (true)
        {
            await TellAsync(page, "status", await reader.StatusAsync(cancellationToken), cancellationToken);
            await TellAsync(page, "failures", await FailuresAsync(cancellationToken), cancellationToken);
            await Task.Delay(BetweenLooks, time, cancellationToken);
        }
    }

    private async Task RunsAsync(ChannelWriter<SseItem<string>> page, CancellationToken cancellationToken)
    {
        await TellAsync(page, "runs", reader.Runs(), cancellationToken);
        await foreach (var _ in runs.WatchAsync(cancellationToken))
        {
            await TellAsync(page, "runs", reader.Runs(), cancellationToken);
        }
    }

    private async Task StoryAsync(ChannelWriter<SseItem<string>> page, CancellationToken cancellationToken)
    {
        for (var told = ""; ;)
        {
            var story = JsonSerializer.Serialize(reader.Story(), ReportJson.Compact);
            if (story != told)
            {
                await page.WriteAsync(new(story, "story"), cancellationToken);
                told = story;
            }

            await Task.Delay(BetweenStoryLooks, time, cancellationToken);
        }
    }

    private async Task SecondsAsync(ChannelWriter<SseItem<string>> page, CancellationToken cancellationToken)
    {
        for (var focus = ""; ;)
        {
            try
            {
                await foreach (var window in load.WindowsAsync(cancellationToken))
                {
                    if (focus != reader.Focus)
                    {
                        focus = reader.Focus;
                        await TellAsync(page, "focus", focus, cancellationToken);
                    }

                    await TellAsync(page, "second", window.ToSecond(focus), cancellationToken);
                }
            }
            catch (Exception exception) when (exception is LoadClientException or IOException or HttpRequestException)
            {
                // The load client is not up, or went away: it is asked again until the page is closed.
            }

            await Task.Delay(BetweenLooks, time, cancellationToken);
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

    private static ValueTask TellAsync<T>(ChannelWriter<SseItem<string>> page, string name, T value, CancellationToken cancellationToken) =>
        page.WriteAsync(new(JsonSerializer.Serialize(value, ReportJson.Compact), name), cancellationToken);
}
