using DddAspire.DemoEnvironment.Settings;

namespace DddAspire.DemoRunner.CommandLine;

/// <summary>Has the runner tell a story and prints it.</summary>
internal sealed class StoryFollower : IDisposable
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromMinutes(1);
    private readonly RunnerClient client;
    private readonly EnterKey enter;
    private readonly StoryPrinter printer;

    public StoryFollower(EnvironmentOptions options)
        : this(options, new StoryPrinter(Console.Out, !Console.IsOutputRedirected))
    {
    }

    /// <summary>One that prints to somewhere else than the terminal.</summary>
    public StoryFollower(EnvironmentOptions options, StoryPrinter printer)
    {
        client = RunnerClient.OnLoopback(options.Ports.Page, AnswerLimit);
        enter = new EnterKey(Console.In, client);
        this.printer = printer;
    }

    /// <summary>Tells one story to its end. Ctrl+C ends it early: it takes back what it pushed.</summary>
    /// <exception cref="RunnerRefusedException">The runner refused it.</exception>
    /// <exception cref="RunnerUnreachableException">The runner does not answer.</exception>
    public async Task<StoryProgress> RunAsync(StoryName story, StoryOptions storyOptions, CancellationToken cancellationToken)
    {
        await client.BeginStoryAsync(story, storyOptions, cancellationToken);
        StoryProgress? progress = null;
        try
        {
            await foreach (var happened in client.FollowStoryAsync(cancellationToken))
            {
                progress = printer.Print(happened);
                enter.Awaits(progress.Waiting, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            await CancelAsync();
            throw;
        }

        return progress is { End: not null }
            ? progress
            : throw new RunnerUnreachableException("The runner ended before the story did.", "./demo up   # starts it again; its log is logs/serve.log in the state folder");
    }

    public void Dispose() => client.Dispose();

    private async Task CancelAsync()
    {
        try
        {
            await client.CancelStoryAsync(CancellationToken.None);
        }
        catch (RunnerRefusedException)
        {
            // The story came to its end by itself in this moment.
        }
    }
}
