using System.CommandLine;
using DddAspire.DemoEnvironment.Settings;

namespace DddAspire.DemoRunner.CommandLine;

/// <summary><c>./demo story NAME</c>: tells one story, or all of them.</summary>
internal static class StoryCommand
{
    /// <summary>The command.</summary>
    public static Command Create(EnvironmentArguments environment, StoryArguments arguments)
    {
        var name = new Argument<string>("NAME") { Description = $"{string.Join(", ", StoryNames.All)} or {StorySuite.Name}" };
        name.AcceptOnlyFromAmong([.. StoryNames.All, StorySuite.Name]);
        var command = new Command("story", "Tell a story and judge it") { name };
        foreach (var option in arguments.All)
        {
            command.Add(option);
        }

        command.SetAction((line, cancellationToken) =>
            RunAsync(line.GetRequiredValue(name), environment.Read(line), arguments.Read(line), arguments.Exit(line), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string name, EnvironmentOptions options, StoryOptions storyOptions, bool exit, CancellationToken cancellationToken)
    {
        await using var background = await Background.UpAsync(options, cancellationToken);
        using var follower = new StoryFollower(options);
        var code = StoryNames.Parse(name) is { } story
            ? CodeOf(await follower.RunAsync(story, storyOptions, cancellationToken))
            : await TellAllAsync(follower, storyOptions, cancellationToken);
        if (!exit)
        {
            await background.StayAsync(cancellationToken);
        }

        return code;
    }

    /// <summary>The exit code of a verdict.</summary>
    public static int CodeOf(StoryProgress told) => told.End?.Verdict == StoryOutcome.Passed ? ExitCodes.Done : ExitCodes.VerdictFailed;

    private static async Task<int> TellAllAsync(StoryFollower follower, StoryOptions storyOptions, CancellationToken cancellationToken)
    {
        var results = new List<StoryResult>();
        foreach (var story in StorySuite.Stories)
        {
            var own = story == StoryName.Downtime ? storyOptions with { Integration = null } : storyOptions;
            results.Add(StoryResult.Of(story, await follower.RunAsync(story, own, cancellationToken)));
        }

        await Console.Out.WriteLineAsync(StoryResult.Table(results));
        return results.TrueForAll(result => result.IsRight) ? ExitCodes.Done : ExitCodes.VerdictFailed;
    }
}
