using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoRunner.Stories;

namespace DddAspire.DemoRunner.CommandLine;

/// <summary>Has the runner tell a story and prints it.</summary>
internal sealed class StoryFollower : IDisposable
{
    private readonly HttpClient http;
    private readonly StoryClient client;

    public StoryFollower(EnvironmentOptions options)
    {
        http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{options.Ports.Page}"), Timeout = Timeout.InfiniteTimeSpan };
        client = new StoryClient(http);
    }

    /// <summary>Tells one story to its end. Ctrl+C ends it early: it takes back what it pushed.</summary>
    /// <exception cref="StoryRefusedException">The runner refused it.</exception>
    /// <exception cref="RunnerUnreachableException">The runner does not answer.</exception>
    public async Task<StoryProgress> TellAsync(StoryName story, StoryOrder order, CancellationToken cancellationToken)
    {
        await client.BeginAsync(story, order, cancellationToken);
        var printer = new StoryPrinter(Console.Out, !Console.IsOutputRedirected);
        StoryProgress? progress = null;
        try
        {
            await foreach (var happened in client.FollowAsync(cancellationToken))
            {
                progress = printer.Print(happened);
            }
        }
        catch (OperationCanceledException)
        {
            await client.CancelAsync(CancellationToken.None);
            throw;
        }

        return progress is { End: not null }
            ? progress
            : throw new RunnerUnreachableException("The runner ended before the story did.", "./demo up   # starts it again; its log is logs/serve.log in the state folder");
    }

    public void Dispose() => http.Dispose();
}
